//! How a page looks: on a screen by day and by night, on a small one, and on paper.
//!
//! Colours are those of Okabe and Ito, which everybody can tell apart, darkened or lightened where text is written
//! in them; a test holds every pair against WCAG's AA.

/// The style of every page.
pub(super) const STYLE: &str = "\
:root {
  color-scheme: light dark;
  --paper: #ffffff; --band: #f2f4f3; --line: #d3d8d5; --edge: #6f7a75;
  --ink: #1b1e1d; --soft: #555d5a; --link: #005a8c;
  --bad: #a3300b; --warn: #7d5000; --good: #00604a;
  --fill: #0072b2; --late: #cc6c00; --rest: #e1e5e3; --need: #b04a00; --guess: #7c5a8c;
  --h0: #f9d9c8; --hw: #e9e6da; --h1: #dcecf6; --h2: #a5d0ea; --h3: #6cb5e0;
  --tbad: #fce6dc; --twarn: #fbeed0; --tgood: #dcf1ea; --tdim: #eef0ef; --more: rgb(0 0 0 / .28);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15191b; --band: #1e2427; --line: #384145; --edge: #8a969b;
    --ink: #e9edee; --soft: #abb5b9; --link: #7cc4f0;
    --bad: #ff9f7d; --warn: #f0c060; --good: #5fd3ab;
    --fill: #56b4e9; --late: #e69f00; --rest: #2c3438; --need: #ff9f5a; --guess: #cc9fdc;
    --h0: #5b2c18; --hw: #3a3829; --h1: #173b50; --h2: #165a83; --h3: #0a6aa3;
    --tbad: #4a2114; --twarn: #43330d; --tgood: #0d3d31; --tdim: #272e31; --more: rgb(255 255 255 / .32);
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.75rem clamp(.9rem, 3vw, 2.5rem) 3rem; max-width: 82rem;
  background: var(--paper); color: var(--ink);
  font: 15px/1.5 'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif;
  overflow-wrap: break-word;
}
h1, h2, figcaption, caption, .plan { text-wrap: pretty; max-width: none; }
h1 { margin: 0; font-size: 1.55rem; line-height: 1.3; font-weight: 650; }
h2 { margin: 2.2rem 0 .7rem; font-size: 1.15rem; line-height: 1.35; font-weight: 650; }
p { margin: .5rem 0; max-width: 66rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .5rem; top: .5rem; padding: .4rem .7rem; background: var(--paper); border: 2px solid var(--link); z-index: 1; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { border-bottom: 2px solid var(--ink); padding-bottom: .8rem; margin-bottom: 1.2rem; }
.plan { margin: .35rem 0 .6rem; font-size: 1rem; color: var(--soft); }
.about { display: flex; flex-wrap: wrap; gap: .2rem 2rem; margin: .4rem 0; }
.about div { display: flex; gap: .5rem; }
.about dt { color: var(--soft); }
.about dd { margin: 0; min-width: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.notice { border-left: 3px solid var(--warn); padding: .15rem 0 .15rem .7rem; font-size: .9rem; }
nav ol { margin: 0 0 1.2rem; padding-left: 0; list-style: none; columns: 20rem; font-size: .9rem; }
/* Where there is more to either side, a shadow lies at that edge; what is at its end covers it. */
.scroll {
  overflow-x: auto; margin: .9rem 0 .4rem; max-width: 100%; position: relative;
  background: linear-gradient(to right, var(--paper) 40%, transparent) 0 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--paper) 40%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--more), transparent) 0 0 / .8rem 100% no-repeat scroll,
    linear-gradient(to left, var(--more), transparent) 100% 0 / .8rem 100% no-repeat scroll;
}
table { border-collapse: collapse; min-width: min(100%, 44rem); font-size: .87rem; line-height: 1.4; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; font-weight: 650; font-size: .95rem; padding: 0 0 .35rem; }
th, td { padding: .28rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: .15rem; }
th:last-child, td:last-child { padding-right: .15rem; }
tr.more td:first-child { padding-left: .6rem; }
thead th, thead th.r, thead th.n { border-bottom: 1.5px solid var(--ink); vertical-align: bottom; font-weight: 650; white-space: normal; }
tbody th { font-weight: 400; min-width: 13rem; }
tbody th.n { min-width: 0; }
tr.head th { padding: .9rem .15rem .3rem; font-weight: 650; border-bottom: 1px solid var(--edge); }
/* In a table that scrolls, a heading stays in sight. */
tr.head div { position: sticky; left: .15rem; width: fit-content; max-width: min(100%, calc(100vw - 2.4rem)); }
tr.chapter th { font-size: 1.12em; border-bottom: 0; }
tr.head small { display: block; font-weight: 400; font-size: .92em; color: var(--soft); }
.r { text-align: right; white-space: nowrap; }
.n { white-space: nowrap; }
.w { white-space: normal; overflow-wrap: anywhere; min-width: 9rem; }
tr.total > * { font-weight: 650; border-top: 1.5px solid var(--ink); background: var(--band); }
.bad { color: var(--bad); } .warn { color: var(--warn); } .good { color: var(--good); } .dim { color: var(--soft); }
.sign { display: inline-block; min-width: 1em; text-align: center; }
.signs span { display: inline-block; min-width: .95em; text-align: center; }
.note { font-size: .87rem; color: var(--soft); }
.bar { display: block; width: 6rem; height: .72em; margin-top: .32em; }
.rest { fill: var(--rest); } .fill { fill: var(--fill); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 31rem), 1fr)); gap: 1.2rem 2rem; margin: 1rem 0; }
figure { margin: 0; min-width: 0; }
figure.wide { grid-column: 1 / -1; }
figcaption { font-weight: 650; font-size: .95rem; line-height: 1.35; }
.bars { display: grid; grid-template-columns: fit-content(11rem) minmax(6rem, 1fr) auto auto; grid-auto-flow: row dense; gap: .3rem .7rem; align-items: center; max-width: 36rem; margin: .9rem 0 .6rem; font-size: .84rem; line-height: 1.3; font-variant-numeric: tabular-nums lining-nums; }
.bars b, .bars i { font-weight: 400; font-style: normal; min-width: 0; overflow-wrap: anywhere; }
.bars .bar { grid-column: 2; width: 100%; height: .85rem; margin: 0; } .bars .bar line { vector-effect: non-scaling-stroke; }
.bars b { grid-column: 1; text-align: right; } .bars i { text-align: right; white-space: nowrap; } .bars b + i { grid-column: 3; } .bars i + i { grid-column: 4; }
.bars .strong { font-weight: 650; } .bars small { grid-column: 2 / -1; color: var(--soft); }
.drawn { display: flex; flex-wrap: wrap; gap: .6rem 2.2rem; align-items: flex-start; }
.chart { display: block; flex: none; font-size: 12.5px; font-variant-numeric: tabular-nums lining-nums; }
.chart text { fill: var(--ink); }
.chart .e { text-anchor: end; } .chart .m { text-anchor: middle; }
.chart .strong { font-weight: 650; } .chart .small { font-size: 11px; }
.late { fill: var(--late); } .stripe { fill: var(--paper); } .paper { fill: var(--paper); }
.grid { stroke: var(--line); } .axis { stroke: var(--edge); }
.need { stroke: var(--need); stroke-width: 1.5; stroke-dasharray: 5 3; }
.done { stroke: var(--fill); stroke-width: 2.2; fill: none; }
.area { fill: var(--fill); fill-opacity: .12; }
.required { stroke: var(--need); stroke-width: 1.6; stroke-dasharray: 7 4; fill: none; }
.guess { stroke: var(--guess); stroke-width: 2; stroke-dasharray: 1.5 4; stroke-linecap: round; fill: none; }
.today { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 3 2; }
.hx { fill: var(--band); } .hw { fill: var(--hw); } .h0 { fill: var(--h0); } .h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); }
.span { stroke-width: 1; fill: var(--tdim); stroke: var(--edge); }
g.bad .span { fill: var(--tbad); stroke: var(--bad); } g.warn .span { fill: var(--twarn); stroke: var(--warn); }
g.good .span { fill: var(--tgood); stroke: var(--good); }
g.bad text, text.bad { fill: var(--bad); } g.warn text, text.warn { fill: var(--warn); } g.good text, text.good { fill: var(--good); }
g.dim text, text.dim { fill: var(--soft); }
.due { fill: var(--ink); stroke: var(--paper); }
.legend > span { margin-right: 1rem; white-space: nowrap; } .swatch { vertical-align: -2px; }
.swatch rect { stroke: var(--edge); }
details { margin: .2rem 0 0; } summary { cursor: pointer; font-size: .87rem; color: var(--link); }
.findings { list-style: none; margin: 0; padding: 0; }
.findings li { border-left: 3px solid currentColor; padding-left: .7rem; margin: 0 0 1rem; break-inside: avoid; }
.findings p, .findings pre { color: var(--ink); }
.findings p { margin: 0; font-weight: 600; }
pre {
  margin: .3rem 0; padding: .5rem .7rem; overflow-x: auto; background: var(--band);
  font: .82rem/1.45 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', monospace;
}
@media screen and (max-width: 40rem) {
  .cards, .cards caption, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards { min-width: 0; }
  .cards thead { display: none; }
  .cards th, .cards td, .cards tr > :first-child, .cards tr > :last-child { border: 0; padding: 0; text-align: left; white-space: normal; min-width: 0; background: none; }
  .cards tr.head th { padding: .9rem 0 .3rem; border-bottom: 1px solid var(--edge); }
  .cards tr:not(.head) { display: flex; flex-wrap: wrap; gap: .05rem 1rem; padding: .4rem .15rem; border-bottom: 1px solid var(--line); }
  .cards tr:not(.head) > th { flex: 0 0 100%; font-weight: 650; }
  .cards tr > .a { order: -2; flex: 0 0 100%; color: var(--soft); } .cards tr:not(.head) > th { order: -3; }
  .cards tr > .v { order: -1; }
  .cards tr.more { margin-left: .8rem; } .cards tr.total { background: var(--band); border-top: 1.5px solid var(--ink); }
  .cards td:empty { display: none; }
  .cards td::before { color: var(--soft); font-weight: 400; }
  .cards tr > td:has(.bar)::before, .cards tr > td.a::before { content: none; }
  .cards tr > td:has(.bar) { order: 1; flex: 0 0 100%; } .cards td .bar { width: 100%; height: .4rem; margin: .15rem 0 .1rem; }
  figure:not(.wide) .chart { max-width: 100%; height: auto; font-size: 17px; } figure:not(.wide) .chart .small { font-size: 15.5px; }
  .bars { grid-template-columns: minmax(0, 1fr) auto auto; gap: .1rem .8rem; }
  .bars b { text-align: left; } .bars .bar { grid-column: 1 / -1; margin-bottom: .3rem; }
  .bars b + i { grid-column: 2; } .bars i + i { grid-column: 3; } .bars small { grid-column: 1 / -1; }
}
@page { size: A4; margin: 14mm 12mm 16mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 15pt; } h2 { font-size: 12pt; }
  .skip, nav { display: none; }
  .scroll { overflow: visible; background: none; }
  table { min-width: 0; font-size: 8.2pt; line-height: 1.32; }
  th, td { padding: 1.2pt 4pt; }
  tr.head th { padding-top: 6pt; } tr.more td:first-child { padding-left: 4pt; }
  tbody th, tbody th.n { min-width: 38mm; } th.n, .a { white-space: normal; } .w { min-width: 0; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2 { break-inside: avoid; } h2, tr.head, caption { break-after: avoid; }
  pre { white-space: pre-wrap; }
  .bar { width: 3.6rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 8pt 14pt; margin: 6pt 0; } figure.wide { break-inside: auto; } details { display: none; }
  .bars { font-size: 7.6pt; gap: 1pt 5pt; margin: 4pt 0; grid-template-columns: fit-content(26mm) minmax(15mm, 1fr) auto auto; } .bars .bar { width: 100%; height: 6.5pt; }
  .drawn { display: block; }
  .chart { display: inline-block; vertical-align: top; margin: 0 10pt 6pt 0; width: auto; max-width: min(100%, 125mm); height: auto; break-inside: avoid; }
  figure.wide .chart { max-width: 100%; } figure.wide .maps .chart { max-width: calc(50% - 12pt); }
  .note { font-size: 8.5pt; } .plan { font-size: 11pt; } figcaption { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
";

/// On a telephone each figure stands beside the title of its column, which its table holds: for so many columns.
pub(super) fn titles(columns: usize) -> String {
    let rules: Vec<String> = (1..columns).map(|at| format!("td.c{at}::before{{content:var(--l{at}) ' '}}")).collect();
    let rules = rules.concat();
    format!("@media screen and (max-width: 40rem) {{ {rules} }}\n")
}

#[cfg(test)]
mod tests {
    use super::STYLE;

    /// A colour of the first scheme, or of the second.
    fn colour(name: &str, dark: bool) -> [f64; 3] {
        let needle = format!("--{name}: #");
        let found: Vec<&str> = STYLE.split(needle.as_str()).skip(1).map(|rest| &rest[..6]).collect();
        assert_eq!(found.len(), 2, "{name} has two shades");
        let hex = u32::from_str_radix(found[usize::from(dark)], 16).expect("a colour");
        [16, 8, 0].map(|shift| f64::from((hex >> shift) & 0xff) / 255.0)
    }

    fn luminance(colour: [f64; 3]) -> f64 {
        let [red, green, blue] = colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_can_be_read() {
        let mut faults = Vec::new();
        let mut hold = |a: &str, b: &str, least: f64| {
            for dark in [false, true] {
                let found = contrast(colour(a, dark), colour(b, dark));
                if found < least {
                    faults.push(format!("{a} on {b}{}: {found:.2} < {least}", if dark { ", dark" } else { "" }));
                }
            }
        };
        for text in ["ink", "soft", "link", "bad", "warn", "good", "need", "guess"] {
            for ground in ["paper", "band"] {
                hold(text, ground, 4.5);
            }
        }
        for ground in ["h0", "h1", "h2", "h3"] {
            hold("ink", ground, 4.5);
        }
        for (text, ground) in [("bad", "tbad"), ("warn", "twarn"), ("good", "tgood"), ("soft", "tdim"), ("ink", "tdim")] {
            hold(text, ground, 4.5);
        }
        // What is no text needs less.
        for mark in ["fill", "late", "edge", "need", "guess"] {
            hold(mark, "paper", 3.0);
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
