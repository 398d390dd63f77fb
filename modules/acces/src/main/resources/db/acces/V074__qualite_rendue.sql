-- Une qualité attachée à la mauvaise personne se rend : elle finit, son histoire reste à qui l'a tenue, et elle ne se rouvre pas (docs/adr/0027).
alter table acces.compte
  add column rendue_le timestamptz,
  add constraint ck_compte_rendue_est_fermee check (rendue_le is null or au is not null);
comment on column acces.compte.rendue_le is 'Quand elle a été rendue, parce qu''elle n''était pas à cette personne ; une autre invitation la remplace';
