-- Une attestation délivrée est figée ; sa table et celle de son détail ne se vident pas non plus.
create function attestation.refuser_de_vider() returns trigger language plpgsql as $$
begin
  raise exception 'une attestation délivrée est figée' using errcode = 'check_violation';
end $$;
create trigger tr_attestation_ne_se_vide_pas before truncate on attestation.attestation execute function attestation.refuser_de_vider();
create trigger tr_ligne_ne_se_vide_pas before truncate on attestation.ligne execute function attestation.refuser_de_vider();
