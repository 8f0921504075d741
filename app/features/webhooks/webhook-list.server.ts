import { pool } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";

export type EndpointRow = {
  id: string;
  name: string;
  url: string;
  events: string[];
  enabled: boolean;
  createdAt: Date;
  /** Of the last seven days. */
  delivered: number;
  failed: number;
  pending: number;
  lastAt: Date | null;
  lastStatus: "pending" | "delivered" | "failed" | null;
};

const QUERY = `select e.id::text, e.name, e.url, e.events, e.enabled, e.created_at as "createdAt",
    count(d.id) filter (where d.status = 'delivered')::int as delivered,
    count(d.id) filter (where d.status = 'failed')::int as failed,
    count(d.id) filter (where d.status = 'pending')::int as pending,
    max(d.created_at) as "lastAt",
    (array_agg(d.status order by d.created_at desc, d.id desc) filter (where d.id is not null))[1] as "lastStatus"
  from console.webhook_endpoints e left join console.webhook_deliveries d
    on d.endpoint_id = e.id and d.created_at > now() - interval '7 days'`;

export async function listEndpoints(): Promise<EndpointRow[]> {
  const { rows } = await pool().query<EndpointRow>(`${QUERY} group by e.id order by lower(e.name), e.id`);
  return rows;
}

export async function getEndpoint(id: string): Promise<EndpointRow> {
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const { rows } = isId
    ? await pool().query<EndpointRow>(`${QUERY} where e.id = $1 group by e.id`, [id])
    : { rows: [] };
  if (!rows[0]) throw new AppError("not_found", "This webhook does not exist any more.");
  return rows[0];
}
