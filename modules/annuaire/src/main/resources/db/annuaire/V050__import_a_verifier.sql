-- Ce qui se ressemble trop dans un essai : compté à la comparaison, dit avant de confirmer, jamais refusé ni confondu.
alter table annuaire.import add column a_verifier int not null default 0;
comment on column annuaire.import.a_verifier is 'Combien de rapprochements douteux : un courriel, un nom et un prénom, ou un matricule à la casse près, pour plusieurs agents';
