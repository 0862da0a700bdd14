/// The style sheet and the script of every page: they are part of the program, so that it is one file.
enum PageText {
  /// How a page is laid out; the colors of figures are `SVG.styleSheet`.
  static let styleSheet = """
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:1600px;padding:12px;background:var(--ground);color:var(--ink);font:16px/1.5 Helvetica,Arial,'Liberation Sans',sans-serif}
    svg{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:12px}
    h1{font-size:1.7em;line-height:1.2;margin:.3em 0;overflow-wrap:anywhere}
    h2{font-size:1.25em;margin:1.6em 0 .4em;border-bottom:1px solid var(--grid)}
    h3{font-size:1.05em;margin:1em 0 .3em}
    p{max-width:70ch;margin:.5em 0;overflow-wrap:anywhere}
    nav{display:flex;flex-wrap:wrap;gap:.2em 1em}
    a{color:inherit;padding:.2em 0}
    .row{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,368px),1fr));gap:20px;align-items:start}
    figure{margin:0;max-width:520px;min-width:0}
    figure svg{display:block;width:100%;height:auto}
    figcaption{font-size:.85em;line-height:1.4;margin-bottom:.4em}
    figcaption b{display:block;font-size:1.1em}
    .keys{display:flex;flex-wrap:wrap;gap:.2em .4em;margin:.2em 0}
    .keys button{font:inherit;font-size:.8em;color:inherit;background:none;border:1px solid var(--grid);border-radius:4px;padding:.2em .5em;display:inline-flex;align-items:center;gap:.4em;cursor:pointer;max-width:100%;overflow-wrap:anywhere;text-align:left}
    .keys svg{width:30px;flex:none}
    .keys button[aria-pressed=false]{opacity:.55;text-decoration:line-through}
    details{font-size:.85em;margin:.4em 0}
    summary{cursor:pointer;padding:.2em 0}
    .wide{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;font-size:.9em}
    caption{text-align:left;font-weight:bold;padding:.3em 0}
    th,td{padding:.15em .6em;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top;font-variant-numeric:tabular-nums}
    pre{overflow:auto;max-height:40em;background:var(--grid);padding:.8em;border-radius:4px}
    code{overflow-wrap:anywhere}
    .omission{color:var(--faint);font-style:italic}
    .off{display:none}
    .steps figure{max-width:480px}
    .steps nav button{font:inherit;color:inherit;background:none;border:1px solid var(--grid);border-radius:4px;padding:.2em .8em;cursor:pointer}
    @media screen{.steps figure.past{display:none}}
    .on{stroke:var(--ink);stroke-width:1.5;fill-opacity:1;stroke-opacity:1}
    .cursor{stroke:var(--ink);stroke-width:1;pointer-events:none}
    #note{position:fixed;left:0;top:0;z-index:9;max-width:min(320px,94vw);padding:.4em .6em;background:var(--ink);color:var(--ground);border-radius:4px;font-size:.8em;line-height:1.35;white-space:pre-line;pointer-events:none}
    #note:empty{display:none}
    :focus-visible{outline:2px solid var(--c0);outline-offset:2px}
    @media screen and (prefers-color-scheme:dark){figure image{filter:invert(1) hue-rotate(180deg)}}
    @media print{body{max-width:none;padding:0;font-size:10pt}nav,#note,.drawn>details{display:none}.row{grid-template-columns:repeat(2,1fr)}figure,tr{break-inside:avoid}pre{max-height:none;white-space:pre-wrap}.keys button{border:0}}

    """

  /// What happens where a reader points, or presses the arrow keys: the mark's note, a cursor in every figure along the same quantity, and
  /// series that are taken away and brought back.
  static let script = """
    'use strict';(()=>{
    const note=document.getElementById('note'),all=(q,e)=>Array.from((e||document).querySelectorAll(q));
    const figures=all('figure.drawn').map(figure=>{
      const svg=figure.querySelector(':scope>svg');
      const marks=all('[data-n]',svg).map(node=>{let b=null;return{node,value:node.dataset.v,get box(){return b=b||node.getBBox()}}});
      const tracks=(svg.dataset.tracks||'').split(';').filter(Boolean).map(t=>{const[quantity,left,right,top,bottom]=t.split(',');return{quantity,left:+left,right:+right,top:+top,bottom:+bottom}});
      return{figure,svg,marks,tracks,lit:[],lines:[],current:null}});
    const shown=m=>!m.node.classList.contains('off');
    const middle=m=>({x:m.box.x+m.box.width/2,y:m.box.y+m.box.height/2});
    const clear=()=>{note.textContent='';figures.forEach(f=>{f.lit.forEach(m=>m.node.classList.remove('on'));f.lines.forEach(l=>l.remove());f.lit=[];f.lines=[]})};
    const text=m=>m.node.dataset.n+(m.node.dataset.row?'\\n'+m.node.dataset.row:'');
    const rule=(f,t,x)=>{const l=document.createElementNS('http://www.w3.org/2000/svg','line');l.setAttribute('class','cursor');
      l.setAttribute('x1',x);l.setAttribute('x2',x);l.setAttribute('y1',t.top);l.setAttribute('y2',t.bottom);f.svg.appendChild(l);f.lines.push(l)};
    const inside=(t,p)=>!(p.x<t.left-2||p.x>t.right+2||p.y<t.top-2||p.y>t.bottom+2);
    const follow=(value,quantity,from)=>figures.forEach(f=>f.tracks.forEach(t=>{if(t.quantity!==quantity)return;
      const here=f.marks.filter(m=>m.value===value&&shown(m)&&inside(t,middle(m)));if(!here.length)return;
      rule(f,t,middle(here[0]).x);if(f===from){here.forEach(m=>{m.node.classList.add('on');f.lit.push(m)})}}));
    const show=(f,m,place)=>{clear();const p=middle(m);const t=m.value===undefined?null:f.tracks.find(t=>inside(t,p));
      if(t){follow(m.value,t.quantity,f);note.textContent=f.lit.filter(o=>inside(t,middle(o))).slice(0,8).map(text).join('\\n')||text(m)}
      else{m.node.classList.add('on');f.lit=[m];note.textContent=text(m)}
      f.current=m;
      const r=f.svg.getBoundingClientRect(),k=r.width/f.svg.viewBox.baseVal.width;
      const x=place?place.x:r.left+p.x*k,y=place?place.y:r.top+p.y*k,w=note.offsetWidth,h=note.offsetHeight;
      note.style.left=Math.max(4,Math.min(innerWidth-w-4,x+14))+'px';note.style.top=Math.max(4,y+18+h>innerHeight?y-h-10:y+18)+'px'};
    const nearest=(f,p)=>{const track=f.tracks.find(t=>inside(t,p));let best=null,least=1e9;
      f.marks.forEach(m=>{if(!shown(m))return;const b=m.box;
        const dx=Math.max(b.x-p.x,0,p.x-b.x-b.width),dy=Math.max(b.y-p.y,0,p.y-b.y-b.height),big=(b.width+b.height)/50;
        const d=track&&m.value!==undefined&&inside(track,middle(m))?Math.abs(middle(m).x-p.x)+dy/50:dx+dy+big;
        if(d<least){least=d;best=m}});return track&&best&&best.value!==undefined?best:least<16?best:null};
    figures.forEach(f=>{
      f.svg.addEventListener('pointermove',e=>{const q=new DOMPoint(e.clientX,e.clientY).matrixTransform(f.svg.getScreenCTM().inverse());
        const m=nearest(f,q);if(m)show(f,m,{x:e.clientX,y:e.clientY});else clear()});
      f.svg.addEventListener('pointerleave',clear);
      f.figure.addEventListener('keydown',e=>{if(e.target!==f.figure||f.figure.closest('.steps'))return;const step={ArrowRight:1,ArrowLeft:-1}[e.key];
        if(e.key==='Escape'){clear();return}
        const along=f.marks.filter(m=>m.value!==undefined),walk=along.length?along:f.marks;if(!step||!walk.length)return;e.preventDefault();
        const old=f.current;let i=walk.indexOf(old);if(i<0&&step<0)i=0;
        for(let n=0;n<walk.length;n++){i=(i+step+walk.length)%walk.length;if(shown(walk[i])&&!(old&&old.value!==undefined&&walk[i].value===old.value))break}
        show(f,walk[i])});
      f.figure.addEventListener('blur',clear);
      all('button[data-s]',f.figure).forEach(b=>b.addEventListener('click',()=>{const on=b.getAttribute('aria-pressed')!=='true';
        b.setAttribute('aria-pressed',on);all('.s'+b.dataset.s,f.svg).forEach(n=>n.classList.toggle('off',!on));clear()}))});
    all('.steps').forEach(box=>{const list=all(':scope>figure',box);if(list.length<2)return;let at=0;
      const bar=document.createElement('nav'),where=document.createElement('span');where.setAttribute('role','status');
      const go=n=>{const held=list.includes(document.activeElement);at=Math.max(0,Math.min(list.length-1,n));list.forEach((f,i)=>f.classList.toggle('past',i!==at));
        where.textContent=(at+1)+' of '+list.length;if(held)list[at].focus()};
      [['◀','Step before',-1],['▶','Next step',1]].forEach(([sign,name,by])=>{const b=document.createElement('button');b.type='button';b.textContent=sign;
        b.setAttribute('aria-label',name);b.addEventListener('click',()=>go(at+by));bar.append(b)});
      bar.append(where);bar.setAttribute('aria-label',box.getAttribute('aria-label'));list[0].before(bar);
      box.addEventListener('keydown',e=>{const by={ArrowRight:1,ArrowLeft:-1}[e.key];if(!by||e.target.closest('.wide'))return;e.preventDefault();go(at+by)});go(0)});
    const open=location.hash&&document.getElementById(location.hash.slice(1));if(open)open.scrollIntoView();
    })();
    """
}
