import { Input } from './Input';

/**
 * MLflow's calls by `METHOD path`; several methods are joined by `|`. The
 * answer is the JSON body.
 */
export type Calls = Record<string, (input: Input) => object>;
