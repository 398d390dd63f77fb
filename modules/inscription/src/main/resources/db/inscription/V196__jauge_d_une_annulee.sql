-- Une session annulée n'est plus sous son minimum : elle n'en a plus.
alter table inscription.jauge
  add column annulee boolean not null default false,
  add constraint ck_jauge_annulee_ne_tient_rien check (not annulee or places_prises = 0 and en_attente = 0);
comment on column inscription.jauge.annulee is 'La session n''aura pas lieu';
