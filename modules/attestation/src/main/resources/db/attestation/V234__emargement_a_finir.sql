-- Les sessions d'un formateur disent ce qu'il reste à y émarger : compter les émargements de chacun lisait 1 300 blocs, un index n'en lit que peu.
alter table attestation.suivi add column emargees int not null default 0 constraint ck_suivi_emargees check (emargees between 0 and coalesce(demi_journees, 0));
update attestation.suivi s set emargees = least(s.demi_journees, (select count(*) from attestation.emargement e where e.suivi_id = s.id))
 where s.demi_journees is not null;
create index ix_suivi_a_finir_d_emarger on attestation.suivi (session_id) where present and emargees < demi_journees;
