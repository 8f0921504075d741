import "./node-version.mjs";
import { lastWordsOf } from "./failure.mjs";
import { withServerModule } from "./server-build.mjs";
import { loadEnvFile, readSettings } from "./settings.mjs";

try {
  loadEnvFile();
  await withServerModule({ ...readSettings(), jobs: true }, (module) => module.runWorker());
  process.exit(0);
} catch (error) {
  process.stderr.write(`${lastWordsOf(error)}
`);
  process.exit(1);
}
