-- Une structure cesse à la date de Paris, quel que soit le fuseau de la base.
create or replace function annuaire.delegation_de(r text) returns bigint language sql stable as $$
  with recursive suite as (
    (select id, successeur_id, au, 0 as n from annuaire.structure where region = r and type = 'DELEGATION' order by au desc nulls first limit 1)
    union all
    select t.id, t.successeur_id, t.au, n + 1 from suite join annuaire.structure t on t.id = suite.successeur_id where suite.au <= outils.jour(now()))
  select id from suite where au is null or au > outils.jour(now()) order by n desc limit 1
$$;
