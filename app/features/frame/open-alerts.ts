/** What `/alerts/open` answers. */
export type OpenAlerts = {
  alerts: readonly {
    id: string;
    severity: "info" | "warning" | "error";
    title: string;
    /** The page that shows the cause. */
    href: string | null;
    openedAt: Date | string;
  }[];
};
