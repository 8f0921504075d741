import { publicAddress } from "../src/environment";
import { derivedSecret } from "../src/secrets";

const minute = 60;
const hour = 60 * minute;

export default () => ({
  url: "/admin",
  auth: {
    secret: derivedSecret("admin-session").toString("base64"),
    cookie: { path: `${publicAddress().path}/admin` },
    sessions: {
      accessTokenLifespan: 30 * minute,
      idleSessionLifespan: 2 * hour,
      maxSessionLifespan: 24 * hour,
      idleRefreshTokenLifespan: 7 * 24 * hour,
      maxRefreshTokenLifespan: 14 * 24 * hour,
    },
  },
  apiToken: { salt: derivedSecret("api-token-salt").toString("base64") },
  transfer: { token: { salt: derivedSecret("transfer-token-salt").toString("base64") } },
  secrets: { encryptionKey: derivedSecret("encryption").toString("base64") },
  rateLimit: { enabled: true, interval: { min: 5 }, max: 20 },
  ai: { enabled: false },
  flags: { nps: false, promoteEE: false },
});
