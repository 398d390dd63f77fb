-- Une session qui ne se tiendra pas n'a pas à perdre ses gens : une place leur est donnée ailleurs, ou proposée, et chacun la refuse ou la prend
-- par le lien de son courriel (docs/adr/0047).
create table inscription.proposition (
  id          bigint generated always as identity primary key,
  genre       text   not null constraint ck_proposition_genre check (genre in ('DONNEE', 'INVITATION')),
  bulletin_id bigint not null references inscription.bulletin,
  origine_id  bigint references inscription.bulletin,
  session_id  bigint not null references inscription.jauge,
  empreinte   text   not null constraint uq_proposition_empreinte unique constraint ck_proposition_empreinte check (length(empreinte) = 64),
  faite_le    timestamptz not null,
  reponse     text constraint ck_proposition_reponse check (reponse in ('PRISE', 'REFUSEE')),
  repondue_le timestamptz,
  constraint ck_proposition_reponse_datee check ((reponse is null) = (repondue_le is null)),
  constraint ck_proposition_donnee_vient_d_ailleurs check ((genre = 'DONNEE') = (origine_id is not null)),
  constraint ck_proposition_donnee_ne_se_prend_pas check (genre <> 'DONNEE' or reponse is distinct from 'PRISE'),
  constraint uq_proposition_emmene_une_fois unique (origine_id),
  constraint uq_proposition_une_par_session unique (bulletin_id, session_id)
);
comment on table inscription.proposition is 'Une place donnée ou proposée par la délégation dans une autre session du même stage';
comment on column inscription.proposition.bulletin_id is 'Donnée : le bulletin qui tient la place ; invitation : celui qui attend ailleurs';
comment on column inscription.proposition.origine_id is 'Le bulletin que la session annulée a annulé : il n''est emmené qu''une fois';
comment on column inscription.proposition.empreinte is 'SHA-256 de ce que porte le lien du courriel ; le secret n''est pas gardé';
create index ix_proposition_session on inscription.proposition (session_id);
-- Qui attend ailleurs pour le même stage.
create index ix_bulletin_attente_du_stage on inscription.bulletin (stage_id, session_debut) where etat = 'LISTE_ATTENTE';
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'sauver_avant', 'JOURS', 42, '2026-01-01',
   'Ce nombre de jours avant son début, une session qui n''a pas son effectif minimum se montre à qui l''organise, avec ce qui pourrait la sauver.',
   'Choix : six semaines, comme on le faisait ; aucun délai publié. 13 % des sessions annulées en 2022');
