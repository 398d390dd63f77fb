-- La page d'une communauté lit ses discussions de la plus récemment animée à la plus ancienne, et rien d'autre : chaque message retient sa
-- dernière réponse, et la base la tient.
alter table e_communautes.contribution add column anime_le timestamptz;

update e_communautes.contribution m
   set anime_le = greatest(m.le, coalesce((select max(r.le) from e_communautes.contribution r where r.parent_id = m.id), m.le))
 where parent_id is null;

create function e_communautes.animer() returns trigger language plpgsql as $$
begin
  if new.parent_id is null then
    new.anime_le := new.le;
  else
    update e_communautes.contribution set anime_le = greatest(anime_le, new.le) where id = new.parent_id and parent_id is null;
  end if;
  return new;
end $$;
create trigger tr_contribution_anime before insert on e_communautes.contribution for each row execute function e_communautes.animer();

alter table e_communautes.contribution add constraint ck_contribution_animee_si_elle_ouvre check ((parent_id is null) = (anime_le is not null));
create index ix_contribution_animee on e_communautes.contribution (communaute_id, anime_le desc, id desc) where parent_id is null;
drop index e_communautes.ix_contribution_parent;
create index ix_contribution_reponses on e_communautes.contribution (parent_id, le, id) where parent_id is not null;
comment on column e_communautes.contribution.anime_le is 'D''un message : l''instant de sa dernière réponse, ou le sien ; tenu par tr_contribution_anime';
