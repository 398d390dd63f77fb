-- Le motif d'une priorité, donnée de santé, est scellé avec la clé de l'instance, comme un besoin d'aménagement (docs/adr/0053). Ceux d'avant le sont au
-- démarrage : la contrainte ne vaut que pour ce qui s'écrit désormais. Que ce soit un des trois de la loi se juge avant de sceller.
alter table inscription.priorite
  drop constraint ck_priorite_motif,
  add constraint ck_priorite_scelle check (motif like 'iel1.%') not valid;
comment on column inscription.priorite.motif is 'Scellé : la base n''en lit rien';
