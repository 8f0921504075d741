/** A named address of a list: filters, range, sort and columns, without the place in it. */
export type SavedView = { id: string; name: string; shared: boolean; mayChange: boolean; search: string };
