-- Une sélection choisit entre toutes les demandes : un quota par collectivité y donnerait un autre ordre que celui qu'elle a dit (docs/adr/0055).
alter table inscription.jauge add constraint ck_jauge_selection_sans_quota check (not a_selection or quota is null);
