insert into outils.regle (famille, code, unite, valeur, du, texte, source)
values ('preuve', 'afest_attestee', 'NOMBRE', 0, '2018-01-01',
        'Une formation en situation de travail ne donne pas d''attestation ici tant que cette règle ne le dit pas ; mise à 1, elle s''atteste comme sa modalité.',
        'Choix : aucun texte ne dit ce que nos attestations en valent');
