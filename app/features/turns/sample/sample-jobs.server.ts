import { defineJob, type JobDefinition } from "~/platform/jobs.server";
import { SAMPLE } from "./load-sample.server";
import { finishRemoval, SWEEP_JOB, sweepSample } from "./remove-sample.server";
import { findSampleState } from "~/platform/sample-state.server";

export const SAMPLE_JOBS: readonly JobDefinition[] = [
  defineJob({
    name: SWEEP_JOB,
    title: "See that all sample data is gone",
    async run() {
      const known = await findSampleState();
      if (known?.state === "removing") await finishRemoval(SAMPLE);
      else if (known?.state === "removed") await sweepSample();
    },
  }),
];
