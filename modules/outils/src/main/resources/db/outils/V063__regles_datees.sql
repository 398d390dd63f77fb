-- Les règles datées de toute la maison : ce qu'un texte peut changer (un seuil, une durée, un barème) y est une ligne, jamais une
-- constante. Une version vaut du jour « du » compris au jour « au » exclu, ici comme partout.
create extension if not exists btree_gist with schema public;

create table outils.regle (
  id           bigint generated always as identity primary key,
  famille      text not null constraint ck_regle_famille check (famille ~ '^[a-z]{3,30}$'),
  code         text not null constraint ck_regle_code check (code ~ '^[A-Za-z0-9_]{3,40}$'),
  pour         text not null default '' constraint ck_regle_pour check (pour ~ '^[A-Za-z0-9_-]{0,40}$'),
  unite        text not null constraint ck_regle_unite
                 check (unite in ('NOMBRE', 'JOURS', 'MOIS', 'MINUTES', 'HEURES', 'POURCENT', 'COEFFICIENT', 'PRINCIPE')),
  valeur       numeric(10, 2) constraint ck_regle_valeur_positive check (valeur >= 0),
  du           date not null,
  au           date,
  texte        text not null constraint ck_regle_dit_ce_qu_elle_est check (length(btrim(texte)) between 1 and 500),
  source       text not null constraint ck_regle_dit_sa_source check (length(btrim(source)) between 1 and 500),
  version      int not null constraint ck_regle_version check (version > 0),
  preparee_par text not null default 'Livrée avec IEL',
  preparee_le  timestamptz not null,
  constraint ck_regle_finit_apres_son_debut check (au > du),
  constraint ck_regle_principe_sans_valeur check (unite <> 'PRINCIPE' or valeur is null),
  constraint ck_regle_sans_limite_pour_une_duree check (valeur is not null or unite in ('JOURS', 'PRINCIPE')),
  constraint ck_regle_valeur_entiere_si_elle_compte check (unite in ('HEURES', 'POURCENT', 'COEFFICIENT') or valeur = trunc(valeur)),
  constraint uq_regle_version unique (famille, code, pour, version),
  constraint ex_regle_une_seule_a_la_fois
    exclude using gist (famille with =, code with =, pour with =, daterange(du, au, '[)') with &&)
);
comment on table outils.regle is 'Une règle ne se modifie pas : la version à venir se prépare, et ferme la précédente le jour où elle vaut';
comment on column outils.regle.pour is 'Ce qu''elle précise (un thème) ; vide : la règle commune, qui vaut à défaut';
comment on column outils.regle.valeur is 'Nulle : sans limite, ou un principe, que dit le texte';
comment on column outils.regle.au is 'Premier jour où elle ne vaut plus ; nul tant qu''aucune autre ne la suit';

-- Nul ne récrit le passé, même par SQL. Ce qui naît dans une transaction n'est pas encore le passé pour elle : une règle neuve arrive
-- avec son histoire. Une version posée ferme celle qui court ; une version à venir retirée la rouvre.
create function outils.tenir_les_regles() returns trigger language plpgsql as $$
declare
  aujourdhui constant date := outils.jour(now());
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'une règle qui a valu ne s''efface pas' using errcode = 'check_violation', constraint = 'ck_regle_le_passe_ne_se_recrit_pas';
  elsif tg_op = 'INSERT' then
    if new.du <= aujourdhui and exists (
        select 1 from outils.regle r where r.famille = new.famille and r.code = new.code and r.preparee_le <> now()) then
      raise exception 'une règle ne se récrit pas : une nouvelle version vaut au plus tôt demain'
        using errcode = 'check_violation', constraint = 'ck_regle_le_passe_ne_se_recrit_pas';
    end if;
    update outils.regle r set au = new.du
     where r.famille = new.famille and r.code = new.code and r.pour = new.pour and r.au is null and r.du < new.du;
    new.preparee_le := now();
    new.version := coalesce(new.version, 1 + coalesce((
      select max(r.version) from outils.regle r where r.famille = new.famille and r.code = new.code and r.pour = new.pour), 0));
    return new;
  elsif tg_op = 'UPDATE' then
    if old.preparee_le <> now()
       and (to_jsonb(new) - 'au' <> to_jsonb(old) - 'au' or old.au <= aujourdhui or new.au <= aujourdhui) then
      raise exception 'une règle ne se récrit pas : elle se ferme, au plus tôt demain, et une autre la suit'
        using errcode = 'check_violation', constraint = 'ck_regle_le_passe_ne_se_recrit_pas';
    end if;
    return new;
  elsif old.preparee_le <> now() and old.du <= aujourdhui then
    raise exception 'une règle qui a valu ne s''efface pas' using errcode = 'check_violation', constraint = 'ck_regle_le_passe_ne_se_recrit_pas';
  end if;
  return old;
end $$;
create trigger tr_regle_le_passe_ne_se_recrit_pas before insert or update or delete on outils.regle
  for each row execute function outils.tenir_les_regles();
create trigger tr_regle_ne_se_vide_pas before truncate on outils.regle execute function outils.tenir_les_regles();

create function outils.rouvrir_la_regle() returns trigger language plpgsql as $$
begin
  update outils.regle r set au = old.au
   where r.famille = old.famille and r.code = old.code and r.pour = old.pour and r.au = old.du;
  return null;
end $$;
create trigger tr_regle_retiree_rouvre_la_precedente after delete on outils.regle for each row execute function outils.rouvrir_la_regle();
