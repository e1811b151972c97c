// Where in the app the person is, and the way back. One per window; screens read it and go elsewhere through it.

export type Place =
  | { at: 'home' }
  | { at: 'target'; filter?: string }
  | { at: 'import' }
  | { at: 'population' }
  | { at: 'sweep' }
  | { at: 'search' }
  | { at: 'family'; id: string }
  | { at: 'visit'; family_id: string; draft_id?: string }
  | { at: 'advocacy' }
  | { at: 'talk'; person_id: string; draft_id?: string }
  | { at: 'registration' }
  | { at: 'case'; id: string }
  | { at: 'case-new'; family_id: string; draft_id?: string }
  | { at: 'report' }
  | { at: 'sync' }
  | { at: 'attention' }
  | { at: 'settings' }
  | { at: 'doctor' };

/** The entries of the rail; every place belongs to one, or to none. */
export type Part = 'home' | 'target' | 'sweep' | 'advocacy' | 'registration' | 'report' | 'sync';

const PART: Partial<Record<Place['at'], Part>> = {
  home: 'home',
  target: 'target',
  import: 'target',
  population: 'target',
  sweep: 'sweep',
  search: 'sweep',
  family: 'sweep',
  visit: 'sweep',
  advocacy: 'advocacy',
  talk: 'advocacy',
  registration: 'registration',
  case: 'registration',
  'case-new': 'registration',
  report: 'report',
  sync: 'sync',
};

/** Steps kept for going back; more than anybody walks without passing Beranda. */
const STEPS_MAX = 30;

export class Places {
  current = $state.raw<Place>({ at: 'home' });
  #past: Place[] = [];

  /** Which entry of the rail is lit. */
  get part(): Part | undefined {
    return PART[this.current.at];
  }

  /** Goes somewhere, remembering here. */
  go(to: Place): void {
    this.#past = to.at === 'home' ? [] : [...this.#past, this.current].slice(-STEPS_MAX);
    this.current = to;
  }

  /** Goes somewhere instead of here, so that going back does not come here again, e.g. after a form is saved. */
  replace(to: Place): void {
    this.current = to;
  }

  /** Goes where the person came from; Beranda at the end. */
  back(): void {
    this.current = this.#past.pop() ?? { at: 'home' };
  }
}

export const places = new Places();
