"""The style sheet and the few lines of script of the timetable as a page."""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root{--day:3px;--ink:#1b2430;--rule:#c9d0d8;--accent:#1f3864;--warn:#9b1c1c}
*{box-sizing:border-box}
body{font:14px/1.4 Arial,"Liberation Sans",sans-serif;color:var(--ink);margin:1.5rem;background:#fff}
h1{font-size:1.5rem;color:var(--accent);margin:0 0 .5rem}h2{font-size:1.15rem;color:var(--accent);margin-top:2rem}
p{margin:.2rem 0}form{margin:.8rem 0 .3rem}label{margin-right:1rem}
input[type=range]{width:14rem;vertical-align:middle}
.skip,.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:static;width:auto;height:auto;clip-path:none}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
.scroll{overflow:auto;max-height:85vh;border:1px solid var(--rule)}
table{border-collapse:collapse}caption{text-align:left;padding:.3rem .5rem;font-style:italic}
th,td{text-align:left;vertical-align:top;padding:.2rem .5rem;border-bottom:1px solid var(--rule);font-weight:normal}
thead th{background:var(--accent);color:#fff;position:sticky;top:0;z-index:2;font-weight:bold}
#tasks tbody th[scope=row]{min-width:18rem}.phase th,.phase td{background:#e8edf4;font-weight:bold}
#tasks td:nth-child(4),#tasks td:nth-child(5){white-space:nowrap}
.time{position:relative;padding:0;min-width:calc(var(--span)*var(--day))}
thead .time{position:sticky}
.bar,.slack,.stone,.month{position:absolute;left:calc(var(--at)*var(--day));width:calc(var(--for)*var(--day))}
.bar{top:.35rem;height:.8rem;background:#5b84b8;border-radius:2px;min-width:2px}
.bar.critical{background:var(--warn);border:1px solid #000}
.slack{top:.7rem;height:0;border-top:2px dotted #7a8694}
.stone{top:.1rem;width:auto;color:#000}
.month{top:.2rem;overflow:hidden;border-left:1px solid #fff8;padding-left:2px;font-size:11px;white-space:nowrap}
tr.critical th{font-weight:bold}tr strong{color:var(--warn)}
.only tr.easy{display:none}
.key{position:static;display:inline-block;vertical-align:middle;--for:8;width:24px;margin-left:.6rem}
.key.stone{width:auto}
@media print{
 @page{size:A3 landscape;margin:10mm}
 body{margin:0;font-size:9px}form,.skip{display:none}.scroll{overflow:visible;max-height:none;border:0}
 thead{display:table-header-group}thead th{position:static}thead .time{position:relative}
 tr{break-inside:avoid}.time{width:45vw;min-width:0}:root{--day:calc(45vw/var(--span))}
 .bar,.slack,thead th,.phase th,.phase td{print-color-adjust:exact;-webkit-print-color-adjust:exact}
 #tasks{--day:calc(45vw/var(--span))}
}
"""

SCRIPT = """
const zoom=document.getElementById("zoom"),critical=document.getElementById("critical");
zoom.addEventListener("input",()=>document.documentElement.style.setProperty("--day",zoom.value+"px"));
critical.addEventListener("change",()=>document.getElementById("tasks").classList.toggle("only",critical.checked));
"""
