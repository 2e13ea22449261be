import Apply from '../Apply.astro';
import Contacts from '../Contacts.astro';
import Dates from '../Dates.astro';
import GraduateExample from '../GraduateExample.astro';
import GraduateYears from '../GraduateYears.astro';
import Boxes from './Boxes.astro';
import Callout from './Callout.astro';
import Challenge from './Challenge.astro';
import Checklist from './Checklist.astro';
import Example from './Example.astro';
import Fact from './Fact.astro';
import Figure from './Figure.astro';
import Questions from './Questions.astro';
import Section from './Section.astro';
import Steps from './Steps.astro';
import Tip from './Tip.astro';
import TeamNote from './TeamNote.astro';
import TryItNow from './TryItNow.astro';
import Voice from './Voice.astro';

/** The components that authors can use in an article; docs/writing.md shows each. */
export const articleComponents = {
  Challenge,
  Tip,
  Section,
  Checklist,
  Steps,
  Callout,
  Example,
  Figure,
  Fact,
  TryItNow,
  TeamNote,
  Voice,
};

/** The components that authors can use on a standing page. */
export const pageComponents = {
  Apply,
  Boxes,
  Callout,
  Checklist,
  Contacts,
  Dates,
  GraduateExample,
  GraduateYears,
  Questions,
  Section,
  Steps,
  TeamNote,
  Voice,
};
