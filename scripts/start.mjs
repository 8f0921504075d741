import "./setup/node-version.mjs";
import { launch } from "./product/launch.mjs";

await launch({ development: false });
