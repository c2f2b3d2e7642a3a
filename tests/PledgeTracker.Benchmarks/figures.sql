-- The columns of /data/figures.csv, in its order of rows, as far as SQL can tell them: what `sqlite3 -csv` is asked for when the program is compared
-- with it. Nothing is checked, and no document is read. It does not compute:
-- the share, where a figure is no running total (the program adds up periods, and leaves out what a later figure corrects), nor writes it as short;
-- the order in which the editors named a figure's sources (rows have them by number, so the first of several may be another);
-- the number that a figure is cited by where one was taken out before it: here it is the place.
select
  f.pledge_id,
  p.slug as pledge,
  f.position + 1 as position,
  t."key" as target,
  f.metric_code as metric,
  case when f.quantity_kind in ('exactly', 'between') then '' else coalesce(f.quantity_hedge_word, replace(f.quantity_kind, '-', ' ')) || ' ' end
    || printf('%,d', f.quantity_low) || case f.quantity_kind when 'between' then ' to ' || printf('%,d', f.quantity_high) else '' end as quantity,
  case when f.quantity_kind not in ('exactly', 'between') then coalesce(f.quantity_hedge_word, replace(f.quantity_kind, '-', ' ')) end as quantity_hedge,
  f.quantity_kind,
  case f.quantity_kind when 'up-to' then min(0, f.quantity_low) when 'fewer-than' then min(0, f.quantity_low - 1) else f.quantity_low end as quantity_low,
  case f.quantity_kind when 'at-least' then null when 'more-than' then null when 'fewer-than' then f.quantity_high - 1 else f.quantity_high end as quantity_high,
  f.currency,
  f.span,
  f."from",
  f.as_of,
  case f.undated when 1 then 'true' else 'false' end as undated,
  f.published,
  f.basis,
  f.reported_by,
  f.counting,
  f.reason,
  f.shows,
  case f.derived when 1 then 'true' else 'false' end as derived,
  f.note,
  case when f.counting = 'counted' and t.quantity_low > 0 then f.quantity_low * 1.0 / t.quantity_low end as share,
  f.sources,
  s.url as source_url,
  s.title as source_title,
  s.publisher as source_publisher,
  s.published as source_published,
  s.kind as source_kind,
  s.role as source_role,
  s.archive_url as source_archive_url,
  s.accessed as source_accessed,
  r.number as revision,
  :site || '/pledges/' || p.slug || '#figure-' || (f.position + 1) as url,
  f.position + 1 as number,
  :site || '/pledges/' || p.slug || '/figures/' || (f.position + 1) as page_url
from pledge_summaries o
join pledges p on p.id = o.pledge_id
join documents d on d.id = o.pledge_id
join revisions r on r.id = d.published_revision_id
join figures f on f.pledge_id = o.pledge_id
left join targets t on t.id = f.target_id
left join sources s on s.pledge_id = f.pledge_id and s.number = cast(f.sources as integer)
order by o.size_order desc, o.pledge_id desc, f.position;
