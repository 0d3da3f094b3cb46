import type { Child } from './dom';
import type { Run } from './data/run';
import type { RunCard } from './data/types';
import type { Route } from './route';

/** What a screen gets: where the reader stands, the run, and how to move. */
export interface Context {
  route: Route;
  run: Run;
  /** The other run of a comparison. */
  other: Run | null;
  year: number;
  runs: RunCard[];
  /** Moves to another view; what is not named stays. */
  go: (to: Partial<Route>) => void;
  /** The address of another view. */
  link: (to: Partial<Route>) => string;
  /** Writes the address without drawing again. */
  mark: (to: Partial<Route>) => void;
  /** Draws the screen again. */
  redraw: () => void;
}

/** What a screen without a run gets. */
export type BareContext = Omit<Context, 'run' | 'year' | 'other'> & { run: Run | null };

export interface View {
  /** The answer, a sentence. */
  title: string;
  kicker?: string;
  chips?: Child[];
  /** Whether the four numbers of the run and the year slider stand above. */
  tiles?: boolean;
  yearbar?: boolean;
  body: Child[];
}
