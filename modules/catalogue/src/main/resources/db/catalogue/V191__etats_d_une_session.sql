-- Une session s'écrit au brouillon, se publie, se tient ou s'annule, et ne revient pas en arrière. Au brouillon, elle peut taire ses dates, et
-- n'est d'aucune aire : nul ne la voit ni ne s'y inscrit. Réalisée, elle l'est de fait : finie, et quelqu'un y était (docs/adr/0044).
alter table catalogue.session
  alter column debut drop not null,
  alter column fin drop not null,
  alter column ouverture drop not null,
  alter column cloture drop not null,
  add column nationale boolean not null default false,
  add column annulee_le timestamptz,
  add column motif_annulation text constraint ck_session_motif_court check (length(motif_annulation) between 3 and 1000),
  drop constraint ck_session_etat,
  add constraint ck_session_etat check (etat in ('BROUILLON', 'PUBLIEE', 'ANNULEE')),
  add constraint ck_session_datee_sauf_au_brouillon check (etat = 'BROUILLON' or num_nulls(debut, fin, ouverture, cloture) = 0),
  add constraint ck_session_annulee_avec_son_motif
    check ((annulee_le is null) = (motif_annulation is null) and (annulee_le is null or etat = 'ANNULEE'));
comment on column catalogue.session.nationale is 'Pour qui un brouillon sera publié : toutes les collectivités, ou celles de la région';
create index ix_session_brouillon on catalogue.session (structure_id) where etat = 'BROUILLON';

-- Un brouillon suit la fiche en vigueur ; publiée, la session garde celle du jour.
create or replace function catalogue.fiche_de_la_session() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    select version into new.stage_version from catalogue.stage where id = new.stage_id;
    return new;
  end if;
  if new.etat <> old.etat and (old.etat, new.etat) not in (('BROUILLON', 'PUBLIEE'), ('PUBLIEE', 'ANNULEE')) then
    raise exception 'une session ne revient pas en arrière' using errcode = 'check_violation';
  end if;
  if old.etat = 'BROUILLON' then
    select version into new.stage_version from catalogue.stage where id = new.stage_id;
  elsif new.stage_id <> old.stage_id or new.stage_version <> old.stage_version then
    raise exception 'une session garde la fiche sous laquelle elle est publiée' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Un brouillon n'est publié pour personne : sans date, son aire ne s'écrit pas.
create or replace function catalogue.dater_aire() returns trigger language plpgsql as $$
begin
  new.cloture := (select cloture from catalogue.session where id = new.session_id and etat <> 'BROUILLON');
  return new;
end $$;
