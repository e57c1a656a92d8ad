/** Looks of the page: light and dark, on screen and paper. Blue and orange are apart for every kind of colour vision. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #f5f6f8; --card: #fff; --ink: #1a2130; --muted: #5b6472; --line: #dfe3e9;
  --blue: #2563c9; --orange: #c2570c; --bar: #8fb4ec; --interval: #1a2130; }
@media (prefers-color-scheme: dark) { :root { --paper: #11151c; --card: #1a202a; --ink: #e8ecf2; --muted: #9aa5b4;
  --line: #303947; --blue: #77abf7; --orange: #f0a05a; --bar: #33578f; --interval: #e8ecf2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 32px 20px 48px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 4px; font-size: 30px; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0 0 6px; font-size: 20px; }
p { margin: 0 0 8px; max-width: 96ch; }
a { color: var(--blue); }
.eyebrow { margin: 0; color: var(--blue); font-size: 13px; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; }
.muted, .aside { color: var(--muted); }
.muted { font-size: 14px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 14px 0 22px; font-size: 14px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; margin: 0 0 16px; }
.tiles > div, section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.tiles > div { padding: 14px 16px; }
dt { color: var(--muted); font-size: 13px; }
dd { margin: 0; font-size: 13px; }
.tiles .value { font-size: 26px; font-weight: 600; line-height: 1.3; }
section { padding: 22px 24px; margin: 0 0 16px; }
figure { margin: 14px 0 6px; }
figcaption, caption { margin-bottom: 6px; font-size: 14px; font-weight: 600; text-align: left; }
caption { white-space: nowrap; }
svg { display: block; width: 100%; height: auto; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.speed .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 8px 28px; }
.curves { max-width: 500px; }
svg text { fill: var(--ink); }
svg .aside, svg .tick { fill: var(--muted); font-size: 12px; }
svg .head { fill: var(--muted); font-size: 12px; font-weight: 600; }
.axis { stroke: var(--muted); stroke-width: 1; }
.grid { stroke: var(--line); stroke-width: 1; }
.compare { stroke: var(--orange); stroke-width: 1.5; stroke-dasharray: 4 3; }
.bar { fill: var(--bar); }
.dot { fill: var(--blue); }
.interval { fill: none; stroke: var(--interval); stroke-width: 1.25; opacity: .7; }
.curve path { fill: none; stroke: var(--mark); stroke-width: 2.25; stroke-linejoin: round; }
.curve circle { fill: var(--card); stroke: var(--mark); stroke-width: 2; }
.series-1 { --mark: var(--blue); } .series-2 { --mark: var(--orange); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 4px 0 14px; padding: 0; list-style: none; font-size: 13px; }
.legend li::before { content: ""; display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px;
  background: var(--mark); vertical-align: -1px; }
.curves .legend { padding-left: 9%; }
.stack rect { fill: var(--mark); }
.part-assigned { --mark: var(--blue); } .part-closed { --mark: #3d9a8b; } .part-waiting { --mark: #d9a13b; }
.part-offered { --mark: #8b78d0; } .part-quarantined { --mark: #c9594a; } .part-duplicate { --mark: #96a0ae; }
.part-parked { --mark: #6b4a7a; } .part-inFlight { --mark: #b9c4d2; }
.scroll { overflow-x: auto; }
.scroll > svg { min-width: 420px; }
.quarantine svg, .reps svg, .metrics svg, .segments svg, .conversion svg, .outcomes svg, [class*=source-] svg { min-width: 700px; }
.alarms td, .claims td:last-child, .decision td { min-width: 120px; white-space: normal; }
.waiting, .calibration { display: flex; flex-wrap: wrap; gap: 0 40px; }
.waiting .charts, .calibration .charts { flex: 0 1 470px; }
.waiting .tables, .calibration .tables { display: contents; }
.tables { display: flex; flex-wrap: wrap; gap: 6px 56px; }
table { min-width: 300px; margin: 14px 0 4px; border-collapse: collapse; font-size: 14px; }
th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th:first-child { padding-left: 0; }
thead th { color: var(--muted); font-size: 13px; font-weight: 600; vertical-align: bottom; white-space: normal; }
tbody th { font-weight: 400; }
.number { text-align: right; }
td .aside { margin-left: 8px; font-size: 12.5px; }
summary { margin-top: 12px; color: var(--blue); cursor: pointer; font-size: 14px; }
footer { color: var(--muted); font-size: 13px; }
@media print { body { max-width: none; padding: 0; background: none; } nav { display: none; } section { break-inside: avoid-page; } }
`;
