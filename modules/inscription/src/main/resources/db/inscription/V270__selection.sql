-- Une session « à sélection » ne donne ses places qu'après la clôture : la délégation classe les demandes et décide en une fois (docs/adr/0054).
-- Jusque-là, nul n'y a de place ni de rang dans une file, et la base le tient.
alter table inscription.bulletin
  drop constraint ck_bulletin_etat,
  add constraint ck_bulletin_etat check (etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE',
                    'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE', 'REFUSEE', 'ANNULEE'));
comment on column inscription.bulletin.rang is 'L''ordre d''arrivée au CNFPT dans la session ; d''une session à sélection, une fois décidée, l''ordre décidé';

alter table inscription.jauge
  add column a_selection boolean not null default false,
  add column decidee_le timestamptz,
  add column en_selection int not null default 0,
  add constraint ck_jauge_nul_n_est_place_avant_la_decision check (not a_selection or decidee_le is not null or places_prises = 0 and en_attente = 0),
  add constraint ck_jauge_selection_seulement_avant_la_decision check (en_selection = 0 or en_selection > 0 and a_selection and decidee_le is null),
  add constraint ck_jauge_decidee_etait_a_selection check (decidee_le is null or a_selection),
  add constraint ck_jauge_selection_a_places_comptees check (not a_selection or decidee_le is not null or capacite is not null),
  drop constraint ck_jauge_annulee_ne_tient_rien,
  add constraint ck_jauge_annulee_ne_tient_rien check (not annulee or places_prises = 0 and en_attente = 0 and en_selection = 0);
comment on column inscription.jauge.a_selection is 'Les places se donnent après la clôture, sur décision, au lieu de l''ordre d''arrivée';
comment on column inscription.jauge.decidee_le is 'Quand la sélection a été décidée ; nul, d''une session à sélection : nul n''y a encore de place';
comment on column inscription.jauge.en_selection is 'Bulletins qui attendent la sélection';
create index ix_jauge_en_selection on inscription.jauge (structure_id) where en_selection > 0;

-- Ce que la délégation veut d'une demande contre les règles, avant de décider : un autre rang, ou un refus, toujours avec son motif.
create table inscription.ecart_de_selection (
  bulletin_id bigint primary key references inscription.bulletin on delete cascade,
  session_id  bigint not null references inscription.jauge on delete cascade,
  rang        int constraint ck_ecart_rang check (rang >= 1),
  motif       text not null constraint ck_ecart_motif check (length(btrim(motif)) between 3 and 300),
  pose_le     timestamptz not null,
  constraint uq_ecart_un_par_rang unique (session_id, rang)
);
comment on table inscription.ecart_de_selection is 'Un rang voulu, ou un refus, à la place de ce que disent les règles';
comment on column inscription.ecart_de_selection.rang is 'Le rang voulu ; nul : la demande sera refusée';

-- La décision garde ses entrées : les faits retenus de chaque demande et les versions des règles. Rejouée, elle rend le même rang et la même phrase.
create table inscription.selection (
  session_id        bigint primary key references inscription.jauge on delete cascade,
  decidee_le        timestamptz not null,
  places            int,
  regle_priorite    bigint not null,
  regle_premiere    bigint not null
);
comment on table inscription.selection is 'La décision d''une session à sélection, et les règles datées qu''elle a suivies';

create table inscription.candidature (
  bulletin_id bigint primary key references inscription.bulletin on delete cascade,
  session_id  bigint not null references inscription.selection on delete cascade,
  prioritaire boolean not null,
  premiere    boolean not null,
  arrivee     bigint not null,
  ecart_rang  int,
  ecart_motif text,
  rang        int,
  issue       text not null constraint ck_candidature_issue check (issue in ('RETENUE', 'EN_ATTENTE', 'REFUSEE')),
  constraint ck_candidature_refusee_sans_rang check ((issue = 'REFUSEE') = (rang is null)),
  constraint ck_candidature_refus_motive check (issue <> 'REFUSEE' or ecart_motif is not null and ecart_rang is null),
  constraint uq_candidature_rang unique (session_id, rang)
);
comment on table inscription.candidature is 'Les faits qu''une sélection a retenus d''une demande, et ce qu''elle en a fait';
comment on column inscription.candidature.prioritaire is 'Prioritaire de droit (CGFP, art. L422-3) ; jamais pourquoi';
comment on column inscription.candidature.premiere is 'L''agent n''a encore ni formation suivie ni place acquise';

create function inscription.selection_intouchable() returns trigger language plpgsql as $$
begin
  -- Un motif peut perdre un nom, avec la personne effacée.
  if tg_table_name = 'candidature' and (to_jsonb(new) - 'ecart_motif') = (to_jsonb(old) - 'ecart_motif') and new.ecart_motif like '%[nom effacé]%' then
    return new;
  end if;
  raise exception 'Une sélection décidée ne se récrit pas';
end $$;
create trigger tg_selection_intouchable before update on inscription.selection for each row execute function inscription.selection_intouchable();
create trigger tg_candidature_intouchable before update on inscription.candidature for each row execute function inscription.selection_intouchable();

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('selection', 'priorite_de_droit', 'NOMBRE', 1, '2022-03-01',
   'Une demande prioritaire de droit (catégorie C sous le niveau 4, handicap, risque d''usure professionnelle) passe avant les autres dans une session à sélection.',
   'CGFP, art. L422-3'),
  ('selection', 'premiere_demande', 'NOMBRE', 1, '2026-01-01',
   'Dans une session à sélection, la demande d''un agent jamais formé passe après les priorités de droit et avant l''ordre d''arrivée.',
   'Choix : aucun texte ne le dit');
