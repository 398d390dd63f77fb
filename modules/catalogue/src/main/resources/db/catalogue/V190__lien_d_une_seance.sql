-- PostgreSQL ne compte pas au-delà de 255 répétitions : la règle du lien ne se lisait pas, et aucune séance avec un lien ne s'écrivait.
alter table catalogue.seance
  drop constraint ck_seance_lien,
  add constraint ck_seance_lien check (lien ~ '^https://[^[:space:]]{3,}$' and length(lien) <= 508);
