import { Bundle } from '../Bundle';
import { Finding } from '../Finding';
import { PreflightFacts } from './PreflightFacts';

/**
 * One check of what is about to be emitted. Pure.
 */
export type StaticRule = (bundle: Bundle) => Finding[];

/**
 * One check against what the cluster offers. Pure.
 */
export type FactsRule = (bundle: Bundle, facts: PreflightFacts) => Finding[];
