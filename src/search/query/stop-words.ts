import { fold } from './words.ts';

/** Words that say how a question is put, not what it is about. */
const list = `
a about above after again against ago all almost already also although always am among an and another any anybody anyhow anyone anything
anyway are aren't around as at be became because been before being below between both but by came can cannot can't could couldn't did didn't
do does doesn't doing don't done down during each either else ever every everybody everyone everything few for from further gave get gets
getting go goes going gone gonna got gotta had hadn't has hasn't have haven't having he he'd her here here's hers herself he's hey hi him
himself his how how's however i i'd if i'll i'm in into is isn't it it'd it'll its it's itself i've just kinda know let lets let's like
lol lot lots made make makes making many may maybe me mean meant might mine more most much must my myself near need needs neither never no
none nor not now of off oh ok okay on once one ones only onto or other others otherwise ought our ours ourselves out over own per perhaps
please plz pls put quite rather really same say says see seem seems shall she she'd she's should shouldn't since so some somebody somehow
someone something sometimes still stuff such sure take takes than thanks that that'd that's the their theirs them themselves then there
there's these they they'd they'll they're they've thing things this those though through til till to today tomorrow too toward towards tried
tries try trying u um under unless until up upon ur us use used using usually very via want wanted wants wanna was wasn't way ways we we'd
well we'll went were we're weren't we've what whatever what's when whenever where wherever where's whether which while who whoever whom who's
whose why will with within without won't would wouldn't yea yeah yes yet you you'd you'll your you're yours yourself yourselves you've
supposed actually literally basically even ask asks asked asking tell tells told think thinks feel feels best good better nice help tip tips
advice guide guidance able allowed different new work works
wat wot wen shud shld cud wud abt bout bc bcoz cos coz cuz tho thru dunno idk tbh btw ngl rn rlly defo tryna lemme gimme smth smthg sumthing ive
hows whos wheres whens whys cmon innit ain't ya yall yous dat dis deffo thx ta cheers urgently asap
absolutely totally completely extremely incredibly super mega hella ridiculously awfully terribly seriously massively hugely majorly utterly hopelessly
anywhere somewhere everywhere nowhere apparently simply obviously exactly suddenly eventually tons loads
unbelievably badly horribly dreadfully fully truly honestly proper legit lowkey highkey omfg
`;

const always = new Set(fold(list).split(/\s+/).filter(Boolean));

/**
 * Words that say a little beside others: "new mentor", "giving feedback", "help with my essays". They are searched with a low weight.
 */
const weakList =
  'kind said saying told gave keep keeps kept back two three four five six seven eight nine coming come comes came look looking looks find finding start starting started happen happens happened bit long bad rubbish hard big small little next real life always whole day days actually probably anymore cant havent hasnt wont isnt doing happened used real between person people ask asks asked asking tell tells told think thinks feel feels best good better nice help tip tips advice guide guidance able allowed different new work works work know need thanks own never before after during first write writing yourself';
const weak = new Set(weakList.split(' '));

/** Words of the class "stop". */
export const stopWords: readonly string[] = [...always].filter((word) => !weak.has(word));

/** The first of the signs for stop words: private characters, which Pagefind keeps in a page's text as words and puts into no index. */
const FIRST_SIGN = 0xe000;
const signs = new Map(stopWords.map((word, at) => [word, String.fromCharCode(FIRST_SIGN + at)]));

/** Returns words with a sign for each stop word, which the index then lacks. */
export const signed = (words: readonly string[]): string[] => words.map((word) => signs.get(word) ?? word);

/** Returns a text with the stop words that its signs stand for. */
export const unsigned = (text: string): string =>
  text.replace(/[\ue000-\uf8ff]/g, (sign) => stopWords[sign.charCodeAt(0) - FIRST_SIGN]!);

export type WordClass = 'stop' | 'weak' | 'content';

/** Returns the class of a word: stop words are not searched, weak words count little. @param word folded */
export function classify(word: string): WordClass {
  if (weak.has(word) || /^\d$/.test(word)) return 'weak';
  return always.has(word) ? 'stop' : 'content';
}
