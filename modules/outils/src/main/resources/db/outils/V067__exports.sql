-- Les listes trop longues pour être rendues sur l'instant : préparées à part, retrouvées par qui les a demandées, sur n'importe quelle instance.
create table outils.export (
  id              uuid primary key,
  compte_id       bigint not null,
  collectivite_id bigint,
  liste           text not null,
  titre           text not null,
  question        text not null,
  format          text not null constraint ck_export_format check (format in ('csv', 'xlsx')),
  etat            text not null default 'ATTEND' constraint ck_export_etat check (etat in ('ATTEND', 'SE_PREPARE', 'PRET', 'ECHEC', 'ABANDONNE')),
  fait            bigint not null default 0 constraint ck_export_fait_compte check (fait >= 0),
  total           bigint not null constraint ck_export_total_compte check (total >= 0),
  document_id     uuid references outils.document on delete cascade,
  motif           text,
  demande_le      timestamptz not null,
  bail_jusqu_a    timestamptz,
  constraint ck_export_pret_a_son_document check ((etat = 'PRET') = (document_id is not null)),
  constraint ck_export_echec_dit_pourquoi check ((etat = 'ECHEC') = (motif is not null)),
  constraint ck_export_en_cours_sous_bail check ((etat = 'SE_PREPARE') = (bail_jusqu_a is not null))
);
comment on table outils.export is 'Une liste demandée en fichier ; sous bail, l''instance qui la prépare dit où elle en est, et une autre la reprend si elle se tait';
comment on column outils.export.collectivite_id is 'Pour qui la personne agissait en la demandant ; relu avant de l''écrire';
comment on column outils.export.question is 'Ce que demandait l''adresse de la liste : filtres, ordre, colonnes';
create index ix_export_compte on outils.export (compte_id, demande_le);
create index ix_export_a_preparer on outils.export (demande_le) where etat in ('ATTEND', 'SE_PREPARE');
create index ix_export_document on outils.export (document_id);
