import "./setup/node-version.mjs";
import { lastWordsOf } from "./process/failure.mjs";
import { leaveServers } from "./postgres/embedded.mjs";
import { withServerModule } from "./product/server-build.mjs";
import { loadEnvFile, readSettings } from "./setup/settings.mjs";
import { onStopSignals } from "./process/stop-signals.mjs";

onStopSignals({
  stop(why) {
    // The worker listens to signals only.
    if (!why.startsWith("SIG")) process.kill(process.pid, "SIGTERM");
  },
  stopAtOnce: () => void leaveServers().finally(() => process.exit(1)),
});

try {
  loadEnvFile();
  await withServerModule({ ...readSettings(), jobs: true }, (module) => module.runWorker());
  process.exit(0);
} catch (error) {
  process.stderr.write(`${lastWordsOf(error)}\n`);
  process.exit(1);
}
