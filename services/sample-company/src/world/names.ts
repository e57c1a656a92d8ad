import type { Random } from '@leadline/chance';

/** Invented combinations of common names; none is short enough to turn up in other text by chance. */
const NAMES: Readonly<Record<string, readonly [first: string, last: string]>> = {
  de: [
    'Annika Benedikt Christiane Dietmar Elisabeth Friedrich Gabriele Henrike Ingeborg Joachim Katharina Leonhard Mechthild Norbert Ottilie Quirin Reinhard Sieglinde Thorsten Ulrike Veronika Wolfgang',
    'Albrecht Baumgartner Dietrich Eichinger Feuerbach Grünwald Hallmann Jungblut Kleinschmidt Lindemann Mühlbauer Niedermeier Obermann Pfeiffer Rosenthal Schönberg Tiedemann Uhlenbrock Vogelsang Wintermann Zimmermann',
  ],
  en: [
    'Abigail Bernard Caroline Desmond Eleanor Frederick Georgina Harriet Imogen Jonathan Kathleen Leonard Margaret Nicholas Penelope Reginald Samantha Theodore Victoria Winifred Zachary Beatrice',
    'Ashworth Blackwood Carmichael Davenport Ellsworth Fairbanks Goldsmith Hawthorne Ingleby Jefferson Kingsley Lancaster Merriweather Northcott Pemberton Redgrave Somerset Thornton Underwood Whitfield Yardley',
  ],
  fr: [
    'Amandine Bertrand Clotilde Dominique Émilie François Geneviève Hippolyte Isabelle Jacqueline Laurent Madeleine Nathalie Philippe Sandrine Thibault Valentine Yannick',
    'Archambault Beaumont Chevalier Delacroix Fontaine Grandjean Hérisson Lagarde Marchand Normandeau Perrault Rousseau Saint-Clair Thibodeau Vaillant Desrosiers',
  ],
  nl: [
    'Annelies Bartholomeus Cornelia Diederik Eleonora Ferdinand Geertruida Hendrika Jeroentje Lambertus Marijke Nicolaas Reinier Sebastiaan Wilhelmina',
    'Achterberg Bakkerman Dijkstra Groenendaal Hoogenboom Kuipersma Leeuwenhoek Middelkoop Oosterhuis Rietveld Schipperheyn Vredenburg Westerveld Zonneveld',
  ],
  pt: [
    'Adriana Bernardo Cristina Eduardo Fernanda Guilherme Henrique Isabela Juliana Leonardo Mariana Natália Patrícia Rodrigo Tatiana Vinícius',
    'Albuquerque Barbosa Cavalcanti Drummond Figueiredo Gonçalves Junqueira Magalhães Nascimento Pinheiro Quintanilha Ribeiro Siqueira Teixeira Vasconcelos',
  ],
  es: [
    'Alejandra Beatriz Carolina Dolores Ernesto Francisco Guadalupe Hernando Ignacio Joaquín Lourdes Mercedes Octavio Rosalinda Santiago Ximena',
    'Aguilera Bustamante Castañeda Delgadillo Escalante Fuentes Guerrero Hinojosa Jaramillo Montenegro Olivares Quintero Sandoval Villanueva Zaragoza',
  ],
  sg: [
    'Angeline Boonsong Cheryl Desmond Evangeline Geraldine Jeremiah Khairul Lavinia Melvinder Nurhaliza Priscilla Shanthi Terrence Vanessa Xiuying',
    'Balakrishnan Cheongwei Fernandez Gunasekaran Hashimah Kuppusamy Lingfang Mohamad Narayanan Ong-Tan Pereira Ramasamy Sivakumar Tanwei Wongsakul',
  ],
  in: [
    'Abhishek Bhavana Chandrika Devendra Gayatri Harshita Ishwarya Jagannath Kavitha Lakshmi Madhuri Narendra Padmini Rajeshwari Siddharth Tanushree',
    'Agarwal Bhattacharya Chaudhary Deshpande Ganguly Hiremath Iyengar Jayaraman Krishnan Malhotra Natarajan Padmanabhan Raghavan Srinivasan Venkatesh',
  ],
  jp: [
    'Akihiro Chiyoko Daisuke Fumiko Haruka Ichiro Junichi Kazuko Masahiro Natsumi Ryosuke Sachiko Takeshi Yoshiko',
    'Arakawa Fujimoto Hashimoto Ishikawa Kobayashi Matsumoto Nakagawa Ogasawara Sakamoto Takahashi Uchiyama Watanabe Yamaguchi',
  ],
};

const ADJECTIVES =
  'amber brisk cobalt distant early fallow gentle hollow indigo jovial keen lunar misty noble opal plain quiet rapid silver tidal upper vivid western young'.split(
    ' ',
  );
const NOUNS =
  'anchor bridge cedar delta ember forge grove harbor island juniper kiln lantern meadow needle orchard pebble quarry ridge spindle timber valley willow yarrow zenith'.split(
    ' ',
  );
const KINDS = 'Works Systems Group Partners Supply Labs'.split(' ');

/** A first and a last name as they are common where `key` points. */
export function personName(random: Random, key: string): { readonly first: string; readonly last: string } {
  const [first, last] = NAMES[key]!;
  return { first: random.pick(first.split(' ')), last: random.pick(last.split(' ')) };
}

/** Company number `index`: name and domain without its top level. Each index gives another one. */
export function companyName(index: number): { readonly name: string; readonly stem: string } {
  const adjective = ADJECTIVES[index % ADJECTIVES.length]!;
  const noun = NOUNS[(Math.floor(index / ADJECTIVES.length) + index) % NOUNS.length]!;
  const round = Math.floor(index / (ADJECTIVES.length * NOUNS.length));
  const kind = KINDS[index % KINDS.length]!;
  const suffix = round === 0 ? '' : ` ${String(round + 1)}`;
  return {
    name: `${capital(adjective)} ${capital(noun)} ${kind}${suffix}`,
    stem: `${adjective}-${noun}${round === 0 ? '' : String(round + 1)}`,
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Lower case, without accents: how a name stands in an e-mail address. */
export function mailPart(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/gu, '')
    .replaceAll(/[^A-Za-z]/gu, '')
    .toLowerCase();
}
