-- Une session change de jour ou de lieu : chacun de ses inscrits est libre de le refuser, par le lien de son courriel ou depuis sa demande, jusqu'à une
-- échéance que la règle datée donne (docs/adr/0061).
alter table inscription.proposition
  drop constraint ck_proposition_genre,
  add constraint ck_proposition_genre check (genre in ('DONNEE', 'INVITATION', 'OFFERTE', 'CHANGEE')),
  drop constraint ck_proposition_offre_a_son_echeance,
  add constraint ck_proposition_a_son_echeance
    check (case genre when 'INVITATION' then echeance is null when 'DONNEE' then true else echeance is not null end),
  add constraint ck_proposition_un_changement_se_refuse check (genre <> 'CHANGEE' or reponse is null or reponse = 'REFUSEE'),
  add column avant text,
  add constraint ck_proposition_un_changement_dit_ce_qui_etait check ((genre = 'CHANGEE') = (avant is not null)),
  drop constraint uq_proposition_une_par_session;
comment on column inscription.proposition.avant is 'Changée : les jours et le lieu d''avant, tels qu''on les lisait';
comment on column inscription.proposition.echeance is 'Offerte : sans réponse à cette heure, la place passe à la demande suivante ; donnée ou changée : au-delà, elle ne se refuse plus, elle s''annule';
create unique index uq_proposition_une_par_session on inscription.proposition (bulletin_id, session_id) where genre <> 'CHANGEE';
create index ix_proposition_bulletin on inscription.proposition (bulletin_id);
create index ix_proposition_changement_refuse on inscription.proposition (session_id) where reponse = 'REFUSEE' and genre in ('DONNEE', 'CHANGEE');
drop index inscription.ix_proposition_echeance;
create index ix_proposition_echeance on inscription.proposition (echeance) where reponse is null and genre = 'OFFERTE';
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'refus_de_changement', 'JOURS', 15, '2026-01-01',
   'Quand une session change de jour, d''heure ou de lieu, passe à distance, ou reçoit les inscrits d''une autre, chaque agent a ce nombre de jours pour refuser, au plus tard la veille du premier jour ; ce refus ne lui est pas compté.',
   'Choix : quinze jours ; aucun délai publié');
