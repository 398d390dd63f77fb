-- La priorité de droit (CGFP, art. L422-3) se dit avec la demande. Son motif est une donnée de santé : il est dans cette seule table, la structure
-- qui organise n'en sait que « prioritaire » (docs/adr/0053).
create table inscription.priorite (
  bulletin_id   bigint primary key references inscription.bulletin on delete cascade,
  motif         text not null constraint ck_priorite_motif check (motif in ('CATEGORIE_C', 'HANDICAP', 'USURE')),
  par_employeur boolean not null,
  dite_le       timestamptz not null
);
comment on table inscription.priorite is 'Pourquoi une demande est prioritaire de droit ; donnée de santé';
comment on column inscription.priorite.par_employeur is 'Dite par l''employeur, qui la relit ; dite par l''agent, lui seul la relit';
