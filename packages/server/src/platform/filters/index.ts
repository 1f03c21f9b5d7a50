export { compilePredicate, type FilterSubject, type Predicate } from './predicate.ts';
export { compileSql, type FilterColumns, filterCondition } from './sql.ts';
