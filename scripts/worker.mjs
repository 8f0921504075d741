import "./node-version.mjs";
import { Failure } from "./failure.mjs";
import { withServerModule } from "./server-build.mjs";
import { loadEnvFile, readSettings } from "./settings.mjs";

try {
  loadEnvFile();
  await withServerModule({ ...readSettings(), jobs: true }, (module) => module.runWorker());
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}
