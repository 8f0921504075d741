/** The source of every sample row. No key of a real runtime may have it: removing sample data takes all of it away. */
export const SAMPLE_SOURCE = "sample";
