import { safeParse, type $ZodType, type input, type output } from "zod/v4/core";

/** A zod (or zod/mini) object whose fields each read one address parameter. Every field needs a default or is optional. */
export type ParamsSchema = $ZodType & { _zod: { def: { shape: Record<string, $ZodType> } } };

export type ParamsPatch = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** Reads an address. A value the schema refuses falls away, so an old bookmark still opens. */
export function parseParams<S extends ParamsSchema>(schema: S, params: URLSearchParams): output<S> {
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema._zod.def.shape)) {
    const given = params.getAll(key);
    values[key] = isList(field) ? readList(field, given) : readOne(key, field, given.at(-1));
  }
  return values as output<S>;
}

/** Writes what differs from the defaults, in the order of the schema: one view has one address. */
export function printParams<S extends ParamsSchema>(schema: S, value: Partial<output<S>>): URLSearchParams {
  const params = new URLSearchParams();
  const given = value as Record<string, unknown>;
  for (const [key, field] of Object.entries(schema._zod.def.shape)) {
    const next = texts(given[key]);
    const unset = isList(field) ? readList(field, []) : readOne(key, field, undefined);
    if (next.join("\n") === texts(unset).join("\n")) continue;
    for (const text of next) params.append(key, text);
  }
  return params;
}

/** Changes some parameters, keeps the others, and puts the whole into the schema's order; foreign keys follow by name. */
export function changeParams<S extends ParamsSchema>(
  schema: S,
  params: URLSearchParams,
  change: Partial<input<S>>,
): URLSearchParams {
  const own = Object.keys(schema._zod.def.shape);
  const next = printParams(schema, { ...(parseParams(schema, params) as object), ...change } as Partial<output<S>>);
  const foreign = [...new Set(params.keys())].filter((key) => !own.includes(key)).sort();
  for (const key of foreign) for (const value of params.getAll(key)) next.append(key, value);
  return next;
}

/** Sets (or with null removes) parameters in place of order, whatever schema they belong to. */
export function patchParams(params: URLSearchParams, patch: ParamsPatch): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(patch)) {
    const values = texts(value);
    if (values.length <= 1 && values[0] !== undefined) next.set(key, values[0]);
    else {
      next.delete(key);
      for (const text of values) next.append(key, text);
    }
  }
  return next;
}

/** "?a=1", or the bare path when nothing is set; an empty relative link would otherwise keep the old search. */
export function searchHref(params: URLSearchParams, pathname = ""): string {
  const search = params.toString();
  return search ? `${pathname}?${search}` : pathname || "?";
}

function readOne(key: string, field: $ZodType, given: string | undefined): unknown {
  const parsed = safeParse(field, given);
  if (parsed.success) return parsed.data;
  const unset = safeParse(field, undefined);
  if (!unset.success) throw new Error(`The parameter "${key}" needs a default or must be optional.`);
  return unset.data;
}

function readList(field: $ZodType, given: string[]): unknown {
  const kept = given.filter((value) => safeParse(field, [value]).success);
  const parsed = safeParse(field, given.length > 0 ? [...new Set(kept)] : undefined);
  if (parsed.success) return parsed.data;
  const unset = safeParse(field, undefined);
  return unset.success ? unset.data : [];
}

function isList(field: $ZodType): boolean {
  const def = field._zod.def as { type: string; innerType?: $ZodType; in?: $ZodType };
  if (def.type === "array") return true;
  const inner = def.innerType ?? def.in;
  return inner ? isList(inner) : false;
}

function texts(value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  return Array.isArray(value) ? value.map(String) : [`${value as string | number | boolean}`];
}
