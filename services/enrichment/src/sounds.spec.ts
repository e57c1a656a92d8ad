import { companyKey } from '@leadline/domain';
import { latin } from '@leadline/reference';
import { isForeign, soundsOf } from './sounds.ts';

const sounds = (name: string): readonly string[] => soundsOf(name, companyKey(name, latin));
const meet = (a: string, b: string): boolean => sounds(a).some((sound) => sounds(b).includes(sound));

test.each([
  ['Промышленно-металлургический холдинг', 'Promyshlenno-metallurgicheskiy kholding'],
  ['Промышленно-металлургический холдинг', 'Promyšlenno-metallurhyčeskyj xoldynh'],
  ['Нова лінія', 'Nova linija'],
  ['Магнолия', 'Magnoliia'],
  ['Хлебпром', 'Hlebprom'],
  ['Български пощи', 'Balgarski poshti'],
  ['Επτανησιακή', 'Eptanisiaki'],
  ['العثيم مول', 'Al Othaim Mall'],
  ['شوپرسال', 'Shoopersal'],
  ['삼성물산', 'Samsung Mulsan'],
  ['საქართველოს ბანკი', 'Sakartvelos Banki'],
])('%s and %s sound alike', (native, romanised) => {
  expect([isForeign(native), meet(native, romanised)]).toEqual([true, true]);
});

test.each([
  ['Магнит', 'Monetka'],
  ['Ромашка', 'Berezka'],
])('%s and %s do not', (native, romanised) => {
  expect(meet(native, romanised)).toBe(false);
});

test('a name of few consonants has no sound that tells it', () => {
  expect(sounds('ДТЕК')).toEqual([]);
});
