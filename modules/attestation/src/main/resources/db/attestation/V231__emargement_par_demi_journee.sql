-- Une session qui a posé toutes ses demi-journées s'émarge à la demi-journée ; les autres gardent leurs jours.
alter table attestation.suivi
  add column demi_journees int constraint ck_suivi_demi_journees check (demi_journees > 0);
comment on column attestation.suivi.demi_journees is 'Combien la session en compte, si elle s''émarge ainsi ; nulle : en jours';

create table attestation.emargement (
  suivi_id  bigint not null references attestation.suivi on delete cascade,
  seance_id bigint not null,
  present   boolean not null,
  primary key (suivi_id, seance_id)
);
comment on table attestation.emargement is 'Ce qu''on a dit de chaque demi-journée ; celle dont on n''a rien dit n''y est pas';

insert into outils.regle (famille, code, unite, valeur, du, texte, source)
values ('preuve', 'demi_journee_presence', 'COEFFICIENT', 0.5, '2018-01-01',
        'Une demi-journée émargée en présence vaut la moitié d''un jour de formation.',
        'Lecture de « 1 jour = 6 heures » retenue dans IEL (choix d) : le CNFPT compte déjà la communauté de stage en demi-journée');
