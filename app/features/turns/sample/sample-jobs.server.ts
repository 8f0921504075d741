import { defineJob, type JobDefinition } from "~/platform/jobs.server";
import type { SamplePart } from "~/platform/sample-part";
import { SAMPLE } from "./load-sample.server";
import { finishRemoval, SWEEP_JOB, sweepSample } from "./remove-sample.server";
import { findSampleState } from "~/platform/sample-state.server";

export function sampleJobs(parts: readonly SamplePart[]): readonly JobDefinition[] {
  return [
    defineJob({
      name: SWEEP_JOB,
      title: "See that all sample data is gone",
      async run() {
        const known = await findSampleState();
        if (known?.state === "removing") await finishRemoval(SAMPLE, parts);
        else if (known?.state === "removed") await sweepSample();
      },
    }),
  ];
}
