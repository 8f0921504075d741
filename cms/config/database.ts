import { required } from "../src/environment";

export default () => ({
  connection: {
    client: "postgres",
    connection: {
      connectionString: required("CMS_DATABASE_URL"),
      schema: "cms",
      application_name: "wheelhouse-cms",
    },
    pool: { min: 0, max: 8 },
    acquireConnectionTimeout: 60_000,
  },
  // A type or field that was taken away leaves its table and column: content is never dropped by a deploy.
  settings: { forceMigration: false, runMigrations: true },
});
