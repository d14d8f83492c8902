/**
 * The page's only style. Result first, one green that means proof, hairlines instead of boxes, tabular figures in the
 * mono face, system fonts; both colour schemes keep a contrast of at least 4.5 for text.
 */
export const style = `
:root{color-scheme:light dark;--paper:#fcfdfe;--ink:#14181d;--soft:#57606a;--line:#dde3e9;--good:#0b6e47;--bad:#b3410e;--link:#1a4fa0;--code:#f1f4f7;
--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;
--serif:Charter,'Bitstream Charter','Iowan Old Style','Source Serif 4',Georgia,Cambria,'Liberation Serif',serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace}
@media(prefers-color-scheme:dark){:root{--paper:#0f1317;--ink:#e8ecf0;--soft:#a0aab5;--line:#2b323a;--good:#4ad295;--bad:#ff8f5f;--link:#9dbcf5;--code:#181e24}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.state{font:.875rem/1.45 var(--sans);border-bottom:1px solid var(--line)}
.state p{margin:0 auto;max-width:75rem;padding:.75rem clamp(1.25rem,5vw,4.5rem)}
.state strong{margin-right:.5em}.state .signed{color:var(--good)}.state .changed{color:var(--bad)}.state span{color:var(--soft)}
main{max-width:75rem;margin:0 auto;padding:0 clamp(1.25rem,5vw,4.5rem) 4rem}
h1,h2,h3,h4{font-family:var(--sans);line-height:1.2;letter-spacing:-.012em;text-wrap:balance}
h1{font-size:clamp(1.9rem,1.2rem + 3.2vw,3.4rem);line-height:1.08;letter-spacing:-.025em;font-weight:750;max-width:20em;margin:2.5rem 0 1.5rem}
h2{font-size:1.35rem;margin:0 0 1rem;padding-top:1rem;border-top:1px solid var(--line)}
*+h2{margin-top:3rem}
h3{font-size:1.0625rem;margin:1.75rem 0 .5rem}
p,ul,ol,blockquote,pre,figure,.wide{margin:0 0 1.15rem}
.lead{font-size:clamp(1.125rem,1.05rem + .4vw,1.3rem);line-height:1.55;max-width:36em}
.results{border-top:2px solid var(--ink);border-bottom:2px solid var(--ink);margin:2.25rem 0 2.5rem;font-family:var(--sans)}
.result{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);column-gap:2rem;align-items:baseline;padding:1rem 0}
.result+.result{border-top:1px solid var(--line)}
.result p{margin:0}
.big{font-size:clamp(1.35rem,1rem + 1.6vw,2.1rem);font-weight:750;letter-spacing:-.02em;line-height:1.15;grid-row:span 3}
.good .big{color:var(--good)}.bad .big{color:var(--bad)}.same .big{color:var(--soft)}
.what{font-weight:600}.both{font:.9375rem/1.5 var(--mono);font-variant-numeric:tabular-nums}.trust{color:var(--soft);font-size:.875rem}
.columns{display:grid;grid-template-columns:minmax(0,1fr)}
aside{font:.875rem/1.45 var(--sans);margin:0 0 2rem}
dl{margin:0}
dl div{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.75rem;padding:.45rem 0;border-top:1px solid var(--line)}
dl div:last-child{border-bottom:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;font-weight:550}
article,.receipts{max-width:44rem;min-width:0}
@media(min-width:62rem){.columns{grid-template-columns:17rem minmax(0,44rem);column-gap:4rem}.columns>aside{grid-area:1/1}.columns>article{grid-area:1/2}.columns>.receipts{grid-column:2}}
figure img,p img{display:block;max-width:100%;height:auto}
figure{margin-bottom:2rem}
blockquote{margin-left:0;padding-left:1.1rem;border-left:2px solid var(--line);color:var(--ink)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font:.875rem/1.45 var(--sans)}
th,td{text-align:left;vertical-align:baseline;padding:.5rem 0 .5rem 1rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:0}
thead th{font-weight:600;border-bottom-color:var(--ink)}
thead td{border-bottom-color:var(--ink)}
tbody th{font-weight:400}
td.figure,th.figure,span.figure{font-variant-numeric:tabular-nums}
td.figure{font-family:var(--mono);font-size:.8125rem}
td.figure,th.figure{text-align:right}
td.figure:not(.long){white-space:nowrap}
tbody th{min-width:5.5rem}
.missing{color:var(--soft);font-style:italic}
code{font:.875em/1.5 var(--mono);background:var(--code);padding:.1em .25em}
pre{background:var(--code);padding:.9rem 1rem;overflow-x:auto}
pre code{padding:0;background:none;font-size:.8125rem}
details{border-bottom:1px solid var(--line);font-family:var(--sans);font-size:.9375rem}
summary{padding:.65rem 0;cursor:pointer;font-weight:550}
details ul{padding-left:1.2rem}
@media(max-width:40rem){th,td{padding-left:.6rem}.result{grid-template-columns:minmax(0,1fr);row-gap:.15rem}.big{grid-row:auto}}
@media print{.state{display:none}}
`
