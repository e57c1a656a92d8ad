/**
 * What scoring may see of a lead: canonical fields of a LeadValidated without anything that says who the person is.
 * Whatever is not here cannot become a feature.
 */
export interface ScorableLead {
  readonly source: string;
  readonly country: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly seniority: string | null;
  readonly department: string | null;
  readonly product: string | null;
  readonly dealType: string | null;
  readonly amount: number | null;
  readonly emailKind: string;
  readonly phoneKind: string;
  readonly quality: { readonly completeness: number; readonly validity: number };
}

/** Those facts of a wider record that scoring may see. */
export function scorable(lead: ScorableLead): ScorableLead {
  const { source, country, industry, employees, seniority, department } = lead;
  const { product, dealType, amount, emailKind, phoneKind, quality } = lead;
  const { completeness, validity } = quality;
  return {
    source,
    country,
    industry,
    employees,
    seniority,
    department,
    product,
    dealType,
    amount,
    emailKind,
    phoneKind,
    quality: { completeness, validity },
  };
}
