-- Qui est N+1, de quand à quand : ce que les fiches disent (docs/adr/0027). Un déclencheur le tient, d'où que vienne l'écriture, une fois
-- par ordre et non par ligne. La fin se sait d'avance quand tous ceux de l'équipe ont une date de départ.
create table annuaire.encadrement (
  id              bigint generated always as identity primary key,
  agent_id        bigint not null references annuaire.agent,
  collectivite_id bigint not null references annuaire.collectivite,
  du              date,
  au              date,
  ouvert_le       timestamptz not null default now(),
  change_le       timestamptz,
  constraint ck_encadrement_du_avant_au check (au > du)
);
comment on table annuaire.encadrement is 'Les temps où au moins un agent présent avait celui-ci pour N+1';
comment on column annuaire.encadrement.du is 'Le jour où une fiche l''a nommé ; nulle : avant qu''on le note';
comment on column annuaire.encadrement.au is 'Le premier jour où nul ne l''a plus pour N+1, passé ou à venir ; nulle : pas de fin connue';
comment on column annuaire.encadrement.change_le is 'L''instant de la transaction qui a posé ou déplacé la fin : le journal en parle';
create unique index uq_encadrement_un_seul_sans_fin on annuaire.encadrement (agent_id) where au is null;
create index ix_encadrement_agent on annuaire.encadrement (agent_id);
create index ix_encadrement_ouvert on annuaire.encadrement (collectivite_id, ouvert_le);
create index ix_encadrement_change on annuaire.encadrement (collectivite_id, change_le) where change_le is not null;

insert into annuaire.encadrement (agent_id, collectivite_id, au, ouvert_le)
  select r.id, r.collectivite_id, case when bool_and(a.parti_le is not null) then max(a.parti_le) end, '-infinity'
    from annuaire.agent a join annuaire.agent r on r.id = a.responsable_id join annuaire.collectivite c on c.id = r.collectivite_id
   where a.parti_le is null or a.parti_le > outils.jour(now(), c.departement)
   group by r.id, r.collectivite_id;

-- Par tableau et non par jointure : l'index répond, quoi que l'import ait réglé pour ses propres lectures.
create function annuaire.tenir_les_encadrements(touches bigint[]) returns void language sql as $$
  with equipes as materialized (
    select a.responsable_id as id, bool_or(a.parti_le is null) as sans_fin, max(a.parti_le) as fin
      from annuaire.agent a where a.responsable_id = any (touches) group by a.responsable_id),
  dits as materialized (
    select r.id, r.collectivite_id, t.jour, coalesce(e.sans_fin or e.fin > t.jour, false) as encadre, case when not e.sans_fin then e.fin end as fin
      from annuaire.agent r join annuaire.collectivite c on c.id = r.collectivite_id
      cross join lateral (select outils.jour(now(), c.departement) as jour) as t
      left join equipes e on e.id = r.id
     where r.id = any (touches)),
  ouverts as materialized (
    select x.id as encadrement, x.du, x.au, d.* from annuaire.encadrement x join dits d on d.id = x.agent_id
     where x.agent_id = any (touches) and (x.au is null or x.au > d.jour)),
  -- Dit et dédit le même jour : cela n'a pas été.
  otes as (
    delete from annuaire.encadrement x where x.id = any (array(select o.encadrement from ouverts o where not o.encadre and o.du >= o.jour))),
  finis as (
    update annuaire.encadrement x set au = case when o.encadre then o.fin else o.jour end, change_le = now()
      from ouverts o
     where x.id = o.encadrement and x.agent_id = any (touches) and (o.encadre or o.du is null or o.du < o.jour)
       and o.au is distinct from case when o.encadre then o.fin else o.jour end)
  insert into annuaire.encadrement (agent_id, collectivite_id, du, au)
    select d.id, d.collectivite_id, d.jour, d.fin from dits d where d.encadre and not exists (select 1 from ouverts o where o.id = d.id)
$$;

create function annuaire.suivre_les_encadrements() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform annuaire.tenir_les_encadrements(t) from (select array_agg(distinct n.responsable_id) as t from nouvelles n where n.responsable_id is not null) as touches where t is not null;
  else
    perform annuaire.tenir_les_encadrements(t) from (
      select array_agg(distinct v.id) as t
        from (select id, responsable_id, parti_le from anciennes) as o join (select id, responsable_id, parti_le from nouvelles) as n using (id)
        cross join lateral (values (o.responsable_id), (n.responsable_id)) as v (id)
       where (o.responsable_id, o.parti_le) is distinct from (n.responsable_id, n.parti_le) and v.id is not null) as touches where t is not null;
  end if;
  return null;
end $$;
create trigger tr_agent_encadrements_a_la_creation after insert on annuaire.agent
  referencing new table as nouvelles for each statement execute function annuaire.suivre_les_encadrements();
create trigger tr_agent_encadrements_au_changement after update on annuaire.agent
  referencing old table as anciennes new table as nouvelles for each statement execute function annuaire.suivre_les_encadrements();

create view annuaire.encadrement_publie as
  select agent_id, collectivite_id, du, au from annuaire.encadrement;
comment on view annuaire.encadrement_publie is 'Pour acces : qui tient la qualité de responsable, sans que personne la donne';
