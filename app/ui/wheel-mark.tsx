/** The product's mark: a ship's wheel. */
export function WheelMark({ size = 20 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
      className="shrink-0 text-brass"
    >
      <circle cx="12" cy="12" r="6.2" />
      <circle cx="12" cy="12" r="1.9" />
      <path d="M12 2v7.6M12 14.4V22M2 12h7.6M14.4 12H22M4.9 4.9l5.4 5.4M13.7 13.7l5.4 5.4M19.1 4.9l-5.4 5.4M10.3 13.7l-5.4 5.4" />
    </svg>
  );
}
