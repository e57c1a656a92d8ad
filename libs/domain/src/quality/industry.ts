import { textKey, withinOneEdit } from '../shared/text.ts';

/** The canonical industries, each with the other words for it. */
const INDUSTRIES: Readonly<Record<string, string>> = {
  agriculture: 'farming|agribusiness|forestry|fishing|food production',
  automotive: 'cars|auto|car dealer|vehicles',
  construction: 'building|civil engineering|architecture|construction and engineering',
  education: 'schools|university|higher education|e learning|elearning|training',
  energy: 'oil and gas|utilities|power|renewables|renewable energy|mining|energy and utilities',
  entertainment: 'gaming|games|sports|music|film|arts',
  finance: 'financial services|banking|bank|banks|fintech|investment|capital markets|accounting',
  government: 'public sector|public administration|defense|defence|military',
  healthcare: 'medical|health|health care|hospital|hospitals|clinic|healthcare services|medicine',
  hospitality: 'hotels|travel|tourism|restaurants|restaurant|leisure|travel and hospitality',
  insurance: 'insurances|insurtech|reinsurance',
  legal: 'law|law firm|legal services',
  logistics:
    'transportation|transport|shipping|supply chain|freight|aviation|warehousing|transportation and logistics',
  manufacturing:
    'industrial|industrials|machinery|production|chemicals|electronics|engineering|industrial goods',
  marketing: 'advertising|marketing and advertising|public relations|agency',
  media: 'publishing|broadcasting|news|media and entertainment',
  nonprofit: 'non profit|ngo|charity|not for profit|non profit organization',
  pharmaceuticals: 'pharma|biotech|biotechnology|life sciences|pharmaceutical',
  'professional-services': 'services|service|consulting|business services|professional services|consultancy',
  'real-estate': 'property|real estate|realty|properties',
  retail: 'e commerce|ecommerce|consumer goods|wholesale|cpg|fashion|retail trade',
  software: 'saas|software development|internet|computer software|apps|web',
  staffing: 'employment|recruiting|recruitment|human resources|hr|staffing and recruiting',
  technology: 'it|tech|information technology|it services|hardware|computer hardware|high tech|hi tech',
  telecommunications: 'telecom|telco|telecoms|communications|wireless',
};

const INDEX = new Map(
  Object.entries(INDUSTRIES).flatMap(([industry, aliases]) =>
    [textKey(industry), ...aliases.split('|')].map((key) => [key, industry] as const),
  ),
);

/** The canonical industry that a text names, also with one typing error (`technolgy`); null when it names none. */
export function canonicalIndustry(text: string): string | null {
  const key = textKey(text);
  return INDEX.get(key) ?? misspelt(key);
}

function misspelt(key: string): string | null {
  if (key.length < 6) return null;
  const near = [...INDEX]
    .filter(([name]) => name.length >= 6 && withinOneEdit(key, name))
    .map(([, industry]) => industry);
  return new Set(near).size === 1 ? (near[0] ?? null) : null;
}
