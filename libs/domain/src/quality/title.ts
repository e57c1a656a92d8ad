import { textKey } from '../shared/text.ts';

/** Rank in a company, highest first. */
export type Seniority = 'c-level' | 'vp' | 'director' | 'manager' | 'individual' | 'intern';
/** Part of a company. */
export type Department =
  | 'sales'
  | 'marketing'
  | 'it'
  | 'engineering'
  | 'finance'
  | 'hr'
  | 'operations'
  | 'product'
  | 'legal'
  | 'support';

/** In order of precedence: an intern of the CEO is an intern, a vice president no president. */
const SENIORITIES: readonly (readonly [Seniority, RegExp])[] = [
  [
    'intern',
    words('intern|interns|internship|trainee|apprentice|student|praktikant|praktikantin|working student'),
  ],
  ['individual', words('assistant to|executive assistant|personal assistant|office of')],
  ['vp', words('vp|svp|evp|avp|vice president|vicepresident')],
  [
    'c-level',
    words(
      'c level|ceo|cto|cfo|coo|cmo|cio|ciso|cro|cpo|chro|cdo|chief|founder|cofounder|co founder|owner|president|managing director|managing partner|geschaftsfuhrer|geschaftsfuhrerin|proprietor',
    ),
  ],
  ['director', words('director|dir|head|direktor|directeur|directora')],
  ['manager', words('manager|mgr|lead|leader|supervisor|managerin|leiter|leiterin|principal')],
  [
    'individual',
    words(
      'individual|engineer|developer|analyst|specialist|consultant|representative|rep|assistant|associate|administrator|admin|coordinator|executive|officer|designer|architect|accountant|advisor|agent|buyer|clerk|technician|scientist|strategist|planner|recruiter|attorney|lawyer|counsel|programmer|expert|sdr|bdr|controller|auditor|bookkeeper|receptionist|teacher|nurse|professor',
    ),
  ],
];

/** In order of precedence: a product marketing manager is in marketing, a sales engineer in sales. */
const DEPARTMENTS: readonly (readonly [Department, RegExp])[] = [
  ['legal', words('legal|counsel|lawyer|attorney|compliance|paralegal')],
  ['hr', words('hr|human resources|people|talent|recruiter|recruiting|recruitment|chro|payroll')],
  [
    'finance',
    words(
      'finance|financial|cfo|accounting|accountant|controller|treasury|treasurer|audit|auditor|bookkeeper|tax',
    ),
  ],
  [
    'marketing',
    words(
      'marketing|cmo|brand|seo|growth|communications|content|public relations|demand generation|social media',
    ),
  ],
  [
    'sales',
    words(
      'sales|account executive|account manager|business development|bdr|sdr|cro|revenue|commercial|vertrieb',
    ),
  ],
  ['support', words('support|customer success|customer service|customer care|helpdesk|help desk')],
  ['product', words('product|cpo|ux|ui|design|designer')],
  ['it', words('it|information|cio|ciso|systems|system|infrastructure|network|security|sysadmin|database')],
  [
    'engineering',
    words(
      'engineering|engineer|developer|software|cto|devops|architect|technology|technical|programmer|data|research|r and d',
    ),
  ],
  [
    'operations',
    words(
      'operations|coo|logistics|supply chain|procurement|purchasing|buyer|facilities|office|production|project',
    ),
  ],
];

/** Seniority of a job title; null when the title tells none. */
export function seniorityOf(title: string): Seniority | null {
  const key = textKey(title);
  return SENIORITIES.find(([, pattern]) => pattern.test(key))?.[0] ?? null;
}

/** Department of a job title; null when the title tells none. */
export function departmentOf(title: string): Department | null {
  const key = textKey(title);
  return DEPARTMENTS.find(([, pattern]) => pattern.test(key))?.[0] ?? null;
}

function words(alternatives: string): RegExp {
  return new RegExp(`(^| )(${alternatives})( |$)`);
}
