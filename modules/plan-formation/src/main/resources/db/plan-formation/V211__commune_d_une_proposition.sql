-- Là où l'on vient est une commune, comme pour toute session ; les propositions d'avant ne disent qu'une ville.
alter table plan_formation.demande_proposition
  add column code_insee text constraint ck_proposition_code_insee check (code_insee ~ '^[0-9][0-9AB][0-9]{3}$');
comment on column plan_formation.demande_proposition.code_insee is 'La commune où l''on vient ; nul à distance, et dans les propositions d''avant qu''on la demande';
