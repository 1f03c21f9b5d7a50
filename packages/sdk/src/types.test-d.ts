import type { AnyTRPCProcedure, inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { Problem as ServerProblem } from '../../server/src/contract/errors.ts';
import type { AppRouter as ServerRouter } from '../../server/src/router.ts';
import type { AppRouter, Problem } from './index.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const proven = <T extends true>(_?: T): void => undefined;

/** Every procedure under its dotted name. */
type Flat<Record, Prefix extends string = ''> = {
  [Name in keyof Record & string]: Record[Name] extends AnyTRPCProcedure
    ? { [Key in `${Prefix}${Name}`]: Record[Name] }
    : Flat<Record[Name], `${Prefix}${Name}.`>;
}[keyof Record & string];
type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? { [Name in keyof All]: All[Name] }
  : never;

type Server = Together<Flat<ServerRouter['_def']['record']>>;
type Generated = Together<Flat<AppRouter['_def']['record']>>;
type Types<Procedure> = Procedure extends { _def: { $types: { input: infer I; output: infer O } } }
  ? { input: I; output: O }
  : never;
type Kind<Procedure> = Procedure extends { _def: { type: infer Type } } ? Type : never;

/** Names of the procedures whose generated types are not those of the server. */
type Wrong<What extends 'input' | 'output'> = {
  [Name in keyof Server]: Name extends keyof Generated
    ? Equal<Types<Server[Name]>[What], Types<Generated[Name]>[What]> extends true
      ? never
      : Name
    : Name;
}[keyof Server];
type WrongKind = {
  [Name in keyof Server & keyof Generated]: Equal<Kind<Server[Name]>, Kind<Generated[Name]>> extends true
    ? never
    : Name;
}[keyof Server & keyof Generated];

proven<Equal<keyof Server, keyof Generated>>();
proven<Equal<Wrong<'input'>, never>>();
proven<Equal<Wrong<'output'>, never>>();
proven<Equal<WrongKind, never>>();

// What tRPC itself infers, wherever there are procedures.
type Inputs<Router extends ServerRouter | AppRouter> = Omit<inferRouterInputs<Router>, 'knowledge' | 'agent'>;
type Outputs<Router extends ServerRouter | AppRouter> = Omit<
  inferRouterOutputs<Router>,
  'knowledge' | 'agent'
>;
proven<Equal<Inputs<ServerRouter>, Inputs<AppRouter>>>();
proven<Equal<Outputs<ServerRouter>, Outputs<AppRouter>>>();

proven<Equal<ServerProblem, Problem>>();
proven<Equal<inferRouterError<ServerRouter>['data']['problem'], Problem>>();
proven<Equal<inferRouterError<ServerRouter>['code'], inferRouterError<AppRouter>['code']>>();
