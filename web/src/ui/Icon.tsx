const PATHS = {
  map: "M2.5 3h4v4h-4zM9.5 9h4v4h-4zM6.5 5h5v4",
  list: "M3 4h10M3 8h10M3 12h10",
  agents: "M1 8s3-5 7-5 7 5 7 5-3 5-7 5-7-5-7-5zM8 6.2a1.8 1.8 0 1 0 .01 0z",
  trace: "M2 3.5h9M5 8h8M8 12.5h6",
  search: "M7 2.5a4.5 4.5 0 1 0 .01 0zM10.4 10.4 14 14",
  filter: "M2 3.5h12L9.600 8.600v4l-3.200 1.500V8.600z",
  zoomOut: "M7 2.5a4.5 4.5 0 1 0 .01 0zM10.4 10.4 14 14M5 7h4",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  left: "M10 3 5 8l5 5",
  right: "M6 3l5 5-5 5",
  down: "M4 6l4 4 4-4",
  link: "M6.5 9.5l3-3M7.5 4.5l1-1a2.8 2.8 0 0 1 4 4l-1 1M8.5 11.5l-1 1a2.8 2.8 0 0 1-4-4l1-1",
  sun: "M8 5.2a2.8 2.8 0 1 0 .01 0zM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M12.8 3.2l-1.1 1.1M4.3 11.7l-1.1 1.1",
  moon: "M13.5 9.5A6 6 0 1 1 6.5 2.5a4.8 4.8 0 0 0 7 7z",
  auto: "M8 2.2a5.8 5.8 0 1 0 .01 0zM8 2.2v11.6M8 5l4.2-.9M8 8h5.8M8 11l4.4.8",
  keys: "M1.5 4h13v8.5h-13zM4 6.5h.01M7 6.5h.01M10 6.5h.01M12.5 6.5h.01M5 10h6",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  help: "M8 1.8a6.2 6.2 0 1 0 .01 0zM6.2 6.2a1.9 1.9 0 1 1 2.7 1.9c-.6.3-.9.7-.9 1.3M8 11.6v.01",
  why: "M9 1.5 3.500 9H7.500L6.500 14.500 12.500 6.500H8.500z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M4.5 3v10l8-5z",
  clock: "M8 1.8a6.2 6.2 0 1 0 .01 0zM8 4.5V8l2.4 1.6",
  store:
    "M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2",
  queue: "M2 3.5h12M2 8h12M2 12.5h12M5 2v3M9 6.5v3M6.5 11v3",
  proxy: "M2 8h4l4-4.5h4M6 8l4 4.5h4",
  outside: "M8 1.8a6.2 6.2 0 1 0 .01 0zM1.8 8h12.4M8 1.8c4 4 4 8.4 0 12.400M8 1.800c-4 4-4 8.4 0 12.4",
  program: "M2 3h12v10H2zM4.5 6.5 6.5 8l-2 1.500M8 10h3.5",
  focus: "M8 4.500a3.5 3.5 0 1 0 .01 0zM8 1v3M8 12v3M1 8h3M12 8h3",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words or inside a button that has a name of its own. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Brand() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="1.8"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <circle cx="10" cy="10" r="8.5" />
      <path d="M3 11h3.200l2-5 3 9 2-5.500H17" />
    </svg>
  );
}
