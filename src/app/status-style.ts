/** The status page's only style: the colours of an entry's page, both schemes with a contrast of at least 4.5 for text. */
export const statusStyle = `
:root{color-scheme:light dark;--paper:#fcfdfe;--ink:#14181d;--soft:#57606a;--line:#dde3e9;--good:#0b6e47;--bad:#b3410e;--link:#1a4fa0;
--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace}
@media(prefers-color-scheme:dark){:root{--paper:#0f1317;--ink:#e8ecf0;--soft:#a0aab5;--line:#2b323a;--good:#4ad295;--bad:#ff8f5f;--link:#9dbcf5}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 var(--sans);overflow-wrap:anywhere}
main{max-width:72rem;margin:0 auto;padding:2rem clamp(1.25rem,5vw,4rem) 4rem}
h1{font-size:1.75rem;line-height:1.15;letter-spacing:-.02em;margin:0}
h1+p{color:var(--soft);margin:.35rem 0 0}
h2{font-size:1.125rem;margin:2.75rem 0 .25rem}
h2+p{color:var(--soft);margin:0 0 .5rem;font-size:.9375rem;max-width:44rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
dl{display:flex;flex-wrap:wrap;gap:0 2.5rem;margin:1.75rem 0 0;border-top:2px solid var(--ink);border-bottom:2px solid var(--ink)}
dl div{padding:.8rem 0;display:flex;flex-direction:column-reverse}
dt{color:var(--soft);font-size:.875rem}
dd{margin:0;font:700 1.75rem/1.1 var(--sans);font-variant-numeric:tabular-nums}
.attention dd,.bad{color:var(--bad)}
.good{color:var(--good)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.45}
th,td{text-align:left;vertical-align:baseline;padding:.5rem 0 .5rem 1.25rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:0}
thead th{font-weight:600;border-bottom-color:var(--ink);white-space:nowrap}
tbody th{font-weight:500;white-space:nowrap}
td.words{min-width:16rem}
.code,time,.figure{font-family:var(--mono);font-size:.8125rem;white-space:nowrap;font-variant-numeric:tabular-nums}
footer{margin-top:3rem;color:var(--soft);font-size:.875rem}
`
